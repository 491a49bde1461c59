using Microsoft.Extensions.Options;
using Notify.Inbound;
using Notify.OptOut;

namespace Notify.Core.Tests.OptOut;

public sealed class WordBookTests
{
    private static readonly WordBook Book = Of(new OptOutOptions());

    [Theory]
    [InlineData("STOP", "Stop")]
    [InlineData(" stop.\n", "Stop")]
    [InlineData("S.T.O.P!", "Stop")]
    [InlineData("ＳＴＯＰ", "Stop")]
    [InlineData("\U0001F6D1 stop", "Stop")]
    [InlineData("stop all", "Stop")]
    [InlineData("STOPALL", "Stop")]
    [InlineData("Stop-All", "Stop")]
    [InlineData("opt  out", "Stop")]
    [InlineData("OPT-OUT", "Stop")]
    [InlineData("Unsubscribe", "Stop")]
    [InlineData("ARRÊT", "Stop")]
    [InlineData("arre\u0302t", "Stop")]
    [InlineData("Désabonner", "Stop")]
    [InlineData("td", "Stop")]
    [InlineData("acha", "Stop")]
    [InlineData("Hagarika!", "Stop")]
    [InlineData("start", "Start")]
    [InlineData("anza", "Start")]
    [InlineData("Tangira", "Start")]
    [InlineData("yes", "Yes")]
    [InlineData("OUI", "Yes")]
    [InlineData("ndiyo", "Yes")]
    [InlineData("Yego", "Yes")]
    [InlineData("help?", "Help")]
    [InlineData("Aide", "Help")]
    [InlineData("msaada", "Help")]
    [InlineData("ubufasha", "Help")]
    public void Find_takes_a_whole_message_without_case_accents_and_punctuation(string text, string kind) =>
        Book.Find(text)!.Kind.ToString().Should().Be(kind);

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("please stop")]
    [InlineData("STOP sending me this")]
    [InlineData("don't stop")]
    [InlineData("st op")]
    [InlineData("stopping")]
    [InlineData("a cha")]
    [InlineData("When do you start?")]
    public void Find_takes_nothing_else(string text) => Book.Find(text).Should().BeNull();

    [Fact]
    public void Find_reads_no_long_message() => Book.Find(new string('!', 50) + "STOP").Should().BeNull();

    [Theory]
    [InlineData(null, "STOP", true)]
    [InlineData("STOP", "No more of this", true)]
    [InlineData("campaign-7", "Stop", true)]
    [InlineData(null, "Cancel", true)]
    [InlineData("cancel", "Cancel", true)]
    [InlineData("booking-42:cancel", "Cancel", false)]
    [InlineData(null, "Yes", false)]
    [InlineData("YES", "Yes", false)]
    public void Find_takes_a_button_by_what_it_means(string? payload, string title, bool isHeeded)
    {
        (Book.Find(Message(new InboundButton(payload, title))) is not null).Should().Be(isHeeded);
        (payload is null || (Book.Find(Message(new InboundChoice(payload, title, null))) is not null) == isHeeded).Should().BeTrue();
    }

    [Fact]
    public void Find_leaves_what_is_not_said_to_us()
    {
        Book.Find(Message(new InboundText("STOP")) with { IsForwarded = true }).Should().BeNull();
        Book.Find(Message(new InboundEdit("1", "STOP"))).Should().BeNull();
        Book.Find(Message(new InboundMedia(MediaKind.Image, "1", null, null, "STOP", null, false))).Should().BeNull();
        Book.Find(Message(new InboundText("STOP"))).Should().NotBeNull();
    }

    [Theory]
    [InlineData("STOP", null, "en")]
    [InlineData("STOP", "fr-RW", "fr")]
    [InlineData("STOP", "sw", "sw")]
    [InlineData("STOP", "de", "en")]
    [InlineData("ARRET", "rw", "fr")]
    [InlineData("REKA", "fr", "rw")]
    public void Wording_is_that_of_the_word_and_of_several_the_persons_own(string word, string? locale, string language) =>
        Book.Find(word)!.Wording(locale).Language.Should().Be(language);

    [Fact]
    public void Wording_names_the_configured_words_and_the_contact()
    {
        var options = new OptOutOptions { Contact = "help@shop.rw" };
        options.Languages["en"] = new OptOutLanguage { StopWords = ["BYE BYE", "STOP"], StoppedText = "Gone. {start} brings it back." };
        var wording = Of(options).Find("bye-bye")!.Wording(null);

        wording.Stopped.Should().Be("Gone. START brings it back.");
        wording.Help.Should().Be("Help: help@shop.rw. Reply BYE BYE to get no more messages from us.");
    }

    [Fact]
    public void Wording_without_a_contact_names_the_word_that_stops() =>
        Book.Find("help")!.Wording(null).Help.Should().Be("Reply STOP to get no more messages from us.");

    [Fact]
    public void Texts_built_in_are_one_segment_of_GSM_7_and_have_every_place_filled()
    {
        foreach (var scope in Enum.GetValues<OptOutScope>())
        {
            foreach (var wording in Wording.Of(new OptOutOptions { Scope = scope, Contact = "+250788000000" }))
            {
                foreach (var text in new[] { wording.Stopped, wording.Started, wording.Help })
                {
                    text.Should().NotContainAny("{", "}");
                    var size = SmsText.Measure(text);
                    (size.Encoding, size.Segments).Should().Be((SmsEncoding.Gsm7, 1), text);
                }
            }
        }
    }

    [Fact]
    public void Find_knows_a_language_of_the_apps_own()
    {
        var options = new OptOutOptions();
        options.Languages["pt"] = new OptOutLanguage { StopWords = ["PARAR"], StoppedText = "Feito." };

        Of(options).Find("parar")!.Wording(null).Stopped.Should().Be("Feito.");
    }

    private static WordBook Of(OptOutOptions options) => new(Options.Create(options));

    private static InboundMessage Message(InboundContent content) => new()
    {
        Channel = Channel.WhatsApp, Account = "default", ProviderMessageId = "1", From = Address.Phone(A.Number), Content = content,
    };
}
