using Notify.Messages;

namespace Notify.Core.Tests.Messages;

public sealed class TemplateMessageTests
{
    private static readonly TemplateMessage Message = new()
    {
        Name = "order_paid",
        Language = "en",
        HeaderText = new TemplateParameter("title", "Paid"),
        Body = [new("name", "Aline"), new("amount", "RWF 12,000")],
        Buttons = [new(0, TemplateButtonKind.Url, "order-42")],
        RenderedText = "Aline paid RWF 12,000",
    };

    [Fact]
    public void MapText_that_changes_nothing_gives_the_message_itself() =>
        Message.MapText(text => new string(text.AsSpan())).Should().BeSameAs(Message);

    [Fact]
    public void MapText_changes_every_text_from_the_app_and_leaves_the_message_as_it_was()
    {
        var mapped = (TemplateMessage)Message.MapText(text => text + "!");

        mapped.HeaderText.Should().Be(new TemplateParameter("title", "Paid!"));
        mapped.Body.Should().Equal(new TemplateParameter("name", "Aline!"), new TemplateParameter("amount", "RWF 12,000!"));
        mapped.Buttons.Should().Equal(new TemplateButton(0, TemplateButtonKind.Url, "order-42!"));
        mapped.Text.Should().Be("Aline paid RWF 12,000!");
        Message.Body[0].Value.Should().Be("Aline");
    }

    [Fact]
    public void MapText_keeps_what_a_function_leaves_alone()
    {
        var mapped = (TemplateMessage)Message.MapText(text => text == "Aline" ? "****" : text);

        mapped.Body.Should().Equal(new TemplateParameter("name", "****"), new TemplateParameter("amount", "RWF 12,000"));
        mapped.Buttons.Should().BeSameAs(Message.Buttons);
    }
}
