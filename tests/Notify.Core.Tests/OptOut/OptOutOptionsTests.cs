using Notify.OptOut;

namespace Notify.Core.Tests.OptOut;

public sealed class OptOutOptionsTests
{
    [Fact]
    public void Validate_takes_the_defaults() => Validate(_ => { }).Should().BeEmpty();

    [Fact]
    public void Validate_takes_a_language_with_stop_words_and_their_text() =>
        Validate(o => o.Languages["pt"] = new OptOutLanguage { StopWords = ["PARAR"], StoppedText = "Feito." }).Should().BeEmpty();

    [Fact]
    public void Validate_refuses_a_language_without_its_text() =>
        Validate(o => o.Languages["pt"] = new OptOutLanguage { StopWords = ["PARAR"], StartWords = ["VOLTAR"], StoppedText = "Feito." })
            .Should().Equal("Notify:OptOut:Languages:pt:StartedText must be given, for the language is not built in.");

    [Fact]
    public void Validate_refuses_a_language_without_stop_words() =>
        Validate(o => o.Languages["pt"] = new OptOutLanguage { StoppedText = "Feito." })
            .Should().Equal("Notify:OptOut:Languages:pt:StopWords must have a word, for the language is not built in.");

    [Fact]
    public void Validate_refuses_a_language_that_is_none() =>
        Validate(o => o.Languages["Portuguese"] = new OptOutLanguage { StopWords = ["PARAR"], StoppedText = "Feito." })
            .Should().ContainSingle().Which.Should().Contain("two or three letters");

    [Fact]
    public void Validate_refuses_what_is_no_word() =>
        Validate(o => o.Languages["en"] = new OptOutLanguage { StopWords = ["!!!"] }).Should().ContainSingle().Which.Should().Contain("no word");

    [Fact]
    public void Validate_refuses_a_word_with_two_meanings() =>
        Validate(o => o.Languages["sw"] = new OptOutLanguage { HelpWords = ["Stop!"] })
            .Should().ContainSingle().Which.Should().Contain("'STOP' in two meanings").And.Contain("Help in sw").And.Contain("Stop in en");

    private static IEnumerable<string> Validate(Action<OptOutOptions> change)
    {
        var options = new OptOutOptions();
        change(options);
        return new OptOutOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
