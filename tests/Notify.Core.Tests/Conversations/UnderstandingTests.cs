using Notify.Conversations;

namespace Notify.Core.Tests.Conversations;

public sealed class UnderstandingTests
{
    private static readonly Question Name = new() { Name = "name", Ask = TalkRig.In("?", "?"), MinLength = 2, MaxLength = 40, Pattern = @"\p{L}[\p{L} .'-]*" };
    private static readonly Question Email = new() { Name = "email", Kind = QuestionKind.Email, Ask = TalkRig.In("?", "?") };
    private static readonly Question Phone = new() { Name = "phone", Kind = QuestionKind.Phone, Ask = TalkRig.In("?", "?") };
    private static readonly Question People = new() { Name = "people", Kind = QuestionKind.Number, Ask = TalkRig.In("?", "?"), Min = 1, Max = 20 };
    private static readonly Question Nationality = new()
    {
        Name = "nationality",
        Kind = QuestionKind.Choice,
        Ask = TalkRig.In("?", "?"),
        Choices =
        [
            new QuestionChoice { Value = "RW", Label = TalkRig.In("Rwanda", "Rwanda"), Synonyms = ["Rwandan", "rwandais", "rwandaise"] },
            new QuestionChoice { Value = "JO", Label = TalkRig.In("Jordan", "Jordanie") },
            new QuestionChoice { Value = "CI", Label = TalkRig.In("Ivory Coast", "Côte d'Ivoire") },
        ],
    };

    [Theory]
    [InlineData("name", "Aline Uwase", "name=Aline Uwase")]
    [InlineData("name", "  Aline \n Uwase ", "name=Aline Uwase")]
    [InlineData("name", "A", "")]
    [InlineData("name", "12345", "")]
    [InlineData("name", "Aline Uwase, aline@example.rw", "name=Aline Uwase email=aline@example.rw")]
    [InlineData("name", "aline@example.rw", "email=aline@example.rw")]
    [InlineData("name", "Aline, Rwandan", "name=Aline nationality=RW")]
    [InlineData("name", "Jordan", "name=Jordan")]
    [InlineData("name", "Jordan Ivory Smith", "name=Jordan Ivory Smith nationality=JO")]
    [InlineData("email", "it is Aline.U+x@mail.example.co.rw.", "email=Aline.U+x@mail.example.co.rw")]
    [InlineData("email", "aline@example", "")]
    [InlineData("email", "a@example.rw or b@example.rw", "")]
    [InlineData("email", "a@example.rw, yes a@example.rw", "email=a@example.rw")]
    [InlineData("phone", "call 0788 123 456 please", "phone=+250788123456")]
    [InlineData("phone", "+250 (788) 123-456", "phone=+250788123456")]
    [InlineData("phone", "+250 788 123", "")]
    [InlineData("people", "we are 3", "people=3")]
    [InlineData("people", "2,5", "people=2.5")]
    [InlineData("people", "21", "")]
    [InlineData("people", "2 or 3", "")]
    [InlineData("people", "three", "")]
    [InlineData("nationality", "3", "nationality=CI")]
    [InlineData("nationality", "4", "")]
    [InlineData("nationality", "COTE D'IVOIRE!", "nationality=CI")]
    [InlineData("nationality", "Co\u0302te d’Ivoire", "nationality=CI")]
    [InlineData("nationality", "je suis Rwandaise", "nationality=RW")]
    [InlineData("nationality", "Rwandanese", "")]
    [InlineData("nationality", "Rwanda or Jordan", "")]
    [InlineData(null, "Hi, Rwandan here: a@example.rw / +250788123456", "email=a@example.rw nationality=RW phone=+250788123456")]
    [InlineData(null, "we are 3", "")]
    public void Of_message_gives_its_answers(string? asked, string text, string expected)
    {
        var script = new Script(TalkRig.Intake with { Questions = [Name, Email, Phone, People, Nationality] }, Markets.Find("RW"));

        var answers = Understanding.Of(text, script.Find(asked), script.Questions);

        string.Join(' ', answers.Select(a => $"{a.Key.Name}={a.Value}").OrderBy(a => asked is not null && a.StartsWith(asked, StringComparison.Ordinal) ? "" : a, StringComparer.Ordinal))
            .Should().Be(expected);
    }

    [Fact]
    public void Of_longer_choice_hides_the_shorter_one_within_it()
    {
        var script = new Script(TalkRig.Intake, null);

        Understanding.Of("I need a work visa", null, script.Questions).Values.Should().Equal("work_visa");
        Understanding.Of("a work visa, not just a visa", null, script.Questions).Should().BeEmpty("it names two");
    }

    [Fact]
    public void Of_pattern_that_takes_too_long_finds_nothing()
    {
        var slow = new Question { Name = "slow", Ask = TalkRig.In("?", "?"), Pattern = "(a+)+b", Finds = ["(a+)+b"], MaxLength = 1000 };
        var script = new Script(TalkRig.Intake with { Questions = [slow] }, null);

        Understanding.Of(new string('a', 60), script.Questions[0], script.Questions).Should().BeEmpty();
    }

    [Fact]
    public void Of_text_keeps_nothing_that_a_database_refuses()
    {
        var script = new Script(TalkRig.Intake, null);

        Understanding.Of("Ali\0ne \ud83d", script.Find("name"), script.Questions).Values.Should().Equal("Aline \ufffd");
    }
}
