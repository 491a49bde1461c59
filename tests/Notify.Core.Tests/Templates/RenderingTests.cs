namespace Notify.Core.Tests.Templates;

public sealed class RenderingTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "Aline", ["amount"] = "RWF 12,000", ["id"] = "o-42", ["code"] = "998877",
    };

    [Fact]
    public void Render_without_a_provider_name_is_plain_text() =>
        TemplateRenderer.Render(A.Template(body: "{{name}}, {{amount}}; {{ name }}!"), Values).Should().Be(new TextMessage("Aline, RWF 12,000; Aline!"));

    [Fact]
    public void Render_values_are_not_read_as_templates() =>
        TemplateRenderer.Render(A.Template(body: "{{name}}{{id}}"), new Dictionary<string, string> { ["name"] = "{{id}}", ["id"] = "$1" })
            .Text.Should().Be("{{id}}$1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_providers_template_has_each_variable_once_in_order_of_use(bool named)
    {
        var template = A.ProviderTemplate("paid", "{{amount}} from {{name}}, {{amount}}");
        template = template with { Content = template.Content with { NamedParameters = named, ProviderLanguage = "en_GB" } };

        var message = (TemplateMessage)TemplateRenderer.Render(template, Values);

        (message.Name, message.Language, message.NamedParameters).Should().Be(("paid", "en_GB", named));
        message.Body.Should().Equal(new TemplateParameter("amount", "RWF 12,000"), new TemplateParameter("name", "Aline"));
    }

    [Fact]
    public void Render_language_is_the_locale_unless_named() =>
        ((TemplateMessage)TemplateRenderer.Render(A.ProviderTemplate(locale: "fr"), Values)).Language.Should().Be("fr");

    [Fact]
    public void Render_text_is_written_only_when_asked_for()
    {
        TemplateRenderer.Render(A.ProviderTemplate(), Values).Text.Should().BeEmpty();
        TemplateRenderer.Render(A.ProviderTemplate(), Values, withText: true).Text.Should().Be("Hello Aline");
    }

    [Fact]
    public void Render_header_text_takes_its_parameter()
    {
        var message = Render(c => c with { Header = new TemplateHeader("Order {{id}}") });

        message.HeaderText.Should().Be(new TemplateParameter("id", "o-42"));
        message.HeaderMedia.Should().BeNull();
    }

    [Fact]
    public void Render_fixed_header_text_does_not_travel() => Render(c => c with { Header = new TemplateHeader("Your order") }).HeaderText.Should().BeNull();

    [Fact]
    public void Render_header_media_takes_its_link() =>
        Render(c => c with { Header = new TemplateHeader(Media: MediaKind.Document, Link: "https://example.test/{{id}}.pdf") })
            .HeaderMedia.Should().Be(new Media(MediaKind.Document, "https://example.test/o-42.pdf"));

    [Fact]
    public void Render_buttons_keep_their_place_and_only_what_varies_travels()
    {
        var message = Render(c => c with
        {
            Buttons =
            [
                new TemplateContentButton(TemplateButtonKind.Url, "Home", "https://example.test/"),
                new TemplateContentButton(TemplateButtonKind.Url, "Track", "https://example.test/{{id}}"),
                new TemplateContentButton(TemplateButtonKind.PhoneNumber, "Call", Value: "+250788000000"),
                new TemplateContentButton(TemplateButtonKind.CopyCode, "Copy", Value: "{{code}}"),
                new TemplateContentButton(TemplateButtonKind.QuickReply, "Yes", Value: "yes:{{id}}"),
            ],
        });

        message.Buttons.Should().Equal(
            new TemplateButton(1, TemplateButtonKind.Url, "o-42"),
            new TemplateButton(3, TemplateButtonKind.CopyCode, "998877"),
            new TemplateButton(4, TemplateButtonKind.QuickReply, "yes:o-42"));
    }

    private static TemplateMessage Render(Func<TemplateContent, TemplateContent> change)
    {
        var template = A.ProviderTemplate();
        return (TemplateMessage)TemplateRenderer.Render(template with { Content = change(template.Content) }, Values);
    }
}
