using Notify.Conversations;
using Notify.Conversations.Files;

namespace Notify.Core.Tests.Conversations;

public sealed class ConversationFileTests : IDisposable
{
    private const string Good = """
        {
          "$schema": "./conversations.schema.json", // comments are allowed
          "name": "intake",
          "tenant": "acme",
          "startWords": ["call me"],
          "skipWords": ["skip"],
          "maxTries": 2,
          "questions": [
            {
              "name": "service", "kind": "Choice", "ask": { "en": "Which?" }, "again": { "en": "Which one?" },
              "choices": [ { "value": "a", "label": { "en": "A" }, "synonyms": ["alpha"] }, { "value": "b", "label": { "en": "B" } } ]
            },
            { "name": "name", "ask": { "en": "Name?" }, "minLength": 2, "maxLength": 30, "pattern": "[a-z]+", "finds": ["I am (?<value>[a-z]+)"], "optional": true },
            { "name": "people", "kind": "Number", "ask": { "en": "How many?" }, "min": 1, "max": 9.5 },
          ],
          "completed": { "en": "Thanks" },
          "givenUp": { "en": "Sorry" },
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadFolder_full_file_is_read()
    {
        _folder.With("intake.json", Good);

        var conversation = ConversationFileReader.ReadFolder(_folder.Path).Should().ContainSingle().Which;

        conversation.Should().BeEquivalentTo(new Conversation
        {
            Name = "intake",
            Tenant = "acme",
            StartWords = ["call me"],
            SkipWords = ["skip"],
            MaxTries = 2,
            Questions =
            [
                new Question
                {
                    Name = "service",
                    Kind = QuestionKind.Choice,
                    Ask = En("Which?"),
                    Again = En("Which one?"),
                    Choices = [new QuestionChoice { Value = "a", Label = En("A"), Synonyms = ["alpha"] }, new QuestionChoice { Value = "b", Label = En("B") }],
                },
                new Question { Name = "name", Ask = En("Name?"), MinLength = 2, MaxLength = 30, Pattern = "[a-z]+", Finds = ["I am (?<value>[a-z]+)"], IsOptional = true },
                new Question { Name = "people", Kind = QuestionKind.Number, Ask = En("How many?"), Min = 1, Max = 9.5m },
            ],
            Completed = En("Thanks"),
            GivenUp = En("Sorry"),
        });
    }

    public static TheoryData<string, string, string[]> Wrong => new()
    {
        { "\"maxTries\": 2", "\"maxTries\": ", ["line", "Mend it"] },
        { "\"maxTries\": 2", "\"tries\": 2", ["tries", "Mend it"] },
        { "\"maxTries\": 2", "\"maxTries\": 11", ["maxTries: 11", "use 1 to 10"] },
        { "\"name\": \"intake\"", "\"name\": \"In take\"", ["name 'In take'", "a-z"] },
        { "\"name\": \"intake\",", "", ["'Name'", "Mend it"] },
        { "\"name\": \"people\"", "\"name\": \"name\"", ["questions: 'name' is there twice"] },
        { "\"name\": \"people\"", "\"name\": \"P\"", ["questions: name 'P'"] },
        { "[\"skip\"]", "[]", ["skipWords", "give the words"] },
        { "[\"skip\"]", "[\"?!\"]", ["skipWords: '?!'", "take it away"] },
        { "{ \"en\": \"Thanks\" }", "{ \"en\": \"Thanks\", \"fr\": \"Merci\" }", ["givenUp: there is no 'fr'", "name.ask: there is no 'fr'", "add it"] },
        { "{ \"en\": \"Thanks\" }", "{ \"en\": \" \" }", ["completed.en", "give 1 to 1000"] },
        { "{ \"en\": \"Thanks\" }", "{ }", ["completed: it is empty"] },
        { "{ \"en\": \"Thanks\" }", "{ \"english\": \"Thanks\" }", ["completed: 'english' is no language"] },
        { "\"kind\": \"Number\"", "\"kind\": \"Money\"", ["kind", "Mend it"] },
        { "\"kind\": \"Number\"", "\"kind\": \"Choice\"", ["people.choices: 0; give 2 to 20"] },
        { "\"minLength\": 2", "\"minLength\": 31", ["name.minLength, maxLength: 31 to 30", "the least first"] },
        { "\"min\": 1", "\"min\": 10", ["people.min: 10 is more than max"] },
        { "\"pattern\": \"[a-z]+\"", "\"pattern\": \"[a-z\"", ["name.pattern", "regular expression"] },
        { "\"min\": 1", "\"pattern\": \"x\"", ["people.pattern", "kind Text"] },
        { "(?<value>[a-z]+)", "(?<value>[a-z]+", ["name.finds", "no regular expression"] },
        { "\"label\": { \"en\": \"B\" }", "\"label\": { \"en\": \"Alpha\" }", ["service.choices: 'ALPHA' stands for a and b", "take it from one"] },
        { "\"label\": { \"en\": \"B\" }", "\"label\": { \"fr\": \"B\" }", ["service.choices.b.label: there is no 'en'"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void ReadFolder_wrong_file_is_refused_and_says_where_and_what(string good, string wrong, string[] says)
    {
        Good.Should().Contain(good);
        _folder.With("a_good.json", Good).With("wrong.json", Good.Replace(good, wrong, StringComparison.Ordinal));

        var read = () => ConversationFileReader.ReadFolder(_folder.Path);

        var thrown = read.Should().Throw<ConversationFileException>().Which;
        thrown.File.Should().Be("wrong.json");
        thrown.Message.Should().Contain("wrong.json").And.ContainAll(says);
    }

    [Fact]
    public void ReadFolder_missing_folder_says_what_to_do()
    {
        var read = () => ConversationFileReader.ReadFolder("no-such-folder");

        read.Should().Throw<ConversationFileException>().Which.Message.Should().Contain("no-such-folder").And.Contain("AddConversations");
    }

    [Fact]
    public void AddConversations_wrong_file_or_name_twice_is_refused_when_the_app_starts()
    {
        _folder.With("one.json", Good).With("two.json", Good);

        Starting().Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().Which.Message.Should().Contain("intake is there twice; rename one");
        _folder.With("two.json", "null");
        Starting().Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().Which.Message.Should().Contain("two.json").And.Contain("Notify:Conversations:Paths");
    }

    private Func<ConversationOptions> Starting() => () => TestApp.Create(n => n.AddConversations(_folder.Path).AddConversations(_folder.Path))
        .Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConversationOptions>>().Value;

    private static Dictionary<string, string> En(string text) => new() { ["en"] = text };
}
