using Notify.Templates.Files;

namespace Notify.Core.Tests.Templates;

public sealed class TemplateFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadFolder_full_file_is_read()
    {
        _folder.With("orders.json", """
            {
              "$schema": "./catalogue.schema.json", // comments are allowed
              "domain": "orders",
              "templates": [
                {
                  "key": "order_paid",
                  "category": "Utility",
                  "audience": "customer",
                  "trigger": "an order is paid",
                  "variables": ["name", "amount", "id"],
                  "retry": { "maxAttempts": 3 },
                  "unconfirmed": { "action": "Resend", "window": "00:01:00" },
                  "channels": {
                    "whatsapp": {
                      "name": "order_paid_v2",
                      "parameters": "Positional",
                      "locales": {
                        "en": {
                          "language": "en_US",
                          "header": { "text": "Order {{id}}" },
                          "body": "Hello {{name}}, we got {{amount}}.",
                          "footer": "Thank you",
                          "buttons": [ { "kind": "Url", "text": "Track", "url": "https://example.test/{{id}}" } ],
                        },
                        "fr": { "body": "Bonjour {{name}}, {{amount}} pour {{id}}." }
                      }
                    },
                    "sms": { "locales": { "en": { "body": "{{name}}: {{amount}} for {{id}}" } } }
                  }
                }
              ],
            }
            """);

        var templates = TemplateFileReader.ReadFolder(_folder.Path);

        templates.Select(t => (t.Channel.Name, t.Locale)).Should().Equal(("whatsapp", "en"), ("whatsapp", "fr"), ("sms", "en"));
        var first = templates[0];
        (first.Key, first.Domain, first.Tenant, first.Audience, first.Trigger, first.IsActive)
            .Should().Be(("order_paid", "orders", (string?)null, "customer", "an order is paid", true));
        first.Variables.Should().Equal("name", "amount", "id");
        first.Retry.Should().Be(new RetryPolicy { MaxAttempts = 3 }, "what is left out is the default");
        first.Unconfirmed.Should().Be(new TemplateDoubt(UnconfirmedAction.Resend, TimeSpan.FromMinutes(1)));
        first.Content.Should().BeEquivalentTo(new TemplateContent
        {
            ProviderName = "order_paid_v2",
            ProviderLanguage = "en_US",
            NamedParameters = false,
            Header = new TemplateHeader("Order {{id}}"),
            Body = "Hello {{name}}, we got {{amount}}.",
            Footer = "Thank you",
            Buttons = [new TemplateContentButton(TemplateButtonKind.Url, "Track", "https://example.test/{{id}}")],
        });
        templates[2].Content.ProviderName.Should().BeNull();
    }

    public static TheoryData<string, string, string[]> Wrong => new()
    {
        { "broken json", "{ \"domain\": \"core\", ", ["Mend it"] },
        { "null", "null", ["write an object"] },
        { "unknown field of the file", """{ "domain": "core", "templates": [], "owner": "me" }""", ["owner", "Mend it"] },
        { "unknown field of a template", Entry("\"color\": \"red\","), ["color", "$.templates[0]", "Mend it"] },
        { "unknown field of a text", Text("\"title\": \"x\", \"body\": \"Hello\""), ["title", "Mend it"] },
        { "no domain", """{ "templates": [] }""", ["'Domain'", "line 1", "Mend it"] },
        { "no key", """{ "domain": "core", "templates": [ { "channels": {} } ] }""", ["'Key'", "$.templates[0]", "line 1"] },
        { "no body", Text("\"footer\": \"x\""), ["'Body'", "$.templates[0].channels.whatsapp.locales.en", "line 1"] },
        { "unknown category", Entry("\"category\": \"Spam\","), ["category"] },
        { "unknown channel name", Entry("").Replace("whatsapp", "Whats App", StringComparison.Ordinal), ["Whats App", "a-z"] },
        { "key with a capital", Entry("").Replace("\"hi\"", "\"Hi\"", StringComparison.Ordinal), ["key 'Hi'", "a-z"] },
        { "provider name with a space", Entry("").Replace("\"locales\"", "\"name\": \"a b\", \"locales\"", StringComparison.Ordinal), ["name 'a b'", "a-z"] },
        { "empty body", Text("\"body\": \" \""), ["hi (whatsapp, en)", "body", "give the text"] },
        { "body too long", Text($"\"body\": \"{new string('x', 4097)}\""), ["hi (whatsapp, en)", "body: 4097", "4096", "shorten"] },
        { "variable not used", Entry("\"variables\": [\"name\"],"), ["hi (whatsapp, en)", "'name'", "declared and not used", "take it away"] },
        { "variable not declared", Text("\"body\": \"Hello {{name}}\""), ["hi (whatsapp, en)", "{{name}}", "not declared; declare it"] },
        { "placeholder with a capital", Text("\"body\": \"Hello {{Name}}\""), ["hi (whatsapp, en)", "no placeholder", "write {{name}}"] },
        { "placeholder left open", Text("\"body\": \"Hello {{name\""), ["no placeholder"] },
        { "footer too long", Text($"\"body\": \"x\", \"footer\": \"{new string('x', 61)}\""), ["footer", "60", "shorten"] },
        { "footer with a placeholder", Text("\"body\": \"x\", \"footer\": \"{{name}}\""), ["footer", "move it to the body"] },
        { "header too long", Text($"\"body\": \"x\", \"header\": {{ \"text\": \"{new string('x', 61)}\" }}"), ["header.text", "60"] },
        { "header with text and media", Text("\"body\": \"x\", \"header\": { \"text\": \"x\", \"media\": \"Image\", \"link\": \"https://a.test/1\" }"), ["header", "either text or media"] },
        { "header without a link", Text("\"body\": \"x\", \"header\": { \"media\": \"Image\" }"), ["header.link", "give the file's address"] },
        { "button without a text", Text("\"body\": \"x\", \"buttons\": [ { \"kind\": \"QuickReply\", \"text\": \"\" } ]"), ["buttons[0].text", "1 to 25"] },
        { "button without an address", Text("\"body\": \"x\", \"buttons\": [ { \"kind\": \"Url\", \"text\": \"Go\" } ]"), ["buttons[0].url", "give the address"] },
        { "no attempts", Entry("\"retry\": { \"maxAttempts\": 0 },"), ["retry.maxAttempts", "1 to 20"] },
        { "delay over its maximum", Entry("\"retry\": { \"retryDelay\": \"01:00:00\" },"), ["retry.retryDelay", "at most retryMaxDelay"] },
        { "window below zero", Entry("\"unconfirmed\": { \"action\": \"Auto\", \"window\": \"-00:01:00\" },"), ["unconfirmed.window", "0 to 24 h"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void ReadFolder_wrong_file_is_refused_and_says_where_and_what(string what, string json, string[] says)
    {
        _folder.With("a_good.json", Entry("")).With("wrong.json", json);

        var read = () => TemplateFileReader.ReadFolder(_folder.Path);

        var thrown = read.Should().Throw<TemplateFileException>(what).Which;
        thrown.File.Should().Be("wrong.json");
        thrown.Message.Should().Contain("wrong.json").And.ContainAll(says);
    }

    [Fact]
    public void ReadFolder_several_things_wrong_tells_all()
    {
        _folder.With("wrong.json", Text("\"body\": \"{{name}}\", \"footer\": \"{{x}}\", \"header\": {}"));

        var read = () => TemplateFileReader.ReadFolder(_folder.Path);

        read.Should().Throw<TemplateFileException>().Which.Message.Should().ContainAll("not declared", "footer", "either text or media");
    }

    [Fact]
    public void ReadFolder_same_template_twice_in_a_file_is_refused()
    {
        var one = Entry("")["{ \"domain\": \"core\", \"templates\": [".Length..^3];
        _folder.With("wrong.json", $"{{ \"domain\": \"core\", \"templates\": [{one}, {one}] }}");

        var read = () => TemplateFileReader.ReadFolder(_folder.Path);

        read.Should().Throw<TemplateFileException>().Which.Message.Should().Contain("hi: is there twice");
    }

    [Fact]
    public void ReadFolder_missing_folder_says_what_to_do()
    {
        var read = () => TemplateFileReader.ReadFolder("no-such-folder");

        read.Should().Throw<TemplateFileException>().Which.Message.Should().Contain("no-such-folder").And.Contain("AddTemplates");
    }

    private static string Entry(string more) =>
        $$"""{ "domain": "core", "templates": [{ "key": "hi", {{more}} "channels": { "whatsapp": { "locales": { "en": { "body": "Hello" } } } } }] }""";

    private static string Text(string fields) => Entry("").Replace("\"body\": \"Hello\"", fields, StringComparison.Ordinal);
}
