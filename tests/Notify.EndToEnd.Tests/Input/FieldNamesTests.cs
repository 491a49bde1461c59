using Notify.Sample.Worker.Input;

namespace Notify.EndToEnd.Tests.Input;

public sealed class FieldNamesTests
{
    [Theory]
    [InlineData("Recipient", "to")]
    [InlineData("TemplateKey", "template")]
    [InlineData("WindowTemplate", "windowTemplate")]
    [InlineData("CampaignId", "campaign")]
    [InlineData("Content.Body", "text")]
    [InlineData("Content.Media.Link", "media.link")]
    [InlineData("Content.Caption", "media.caption")]
    [InlineData("Variables.amount", "variables.amount")]
    [InlineData("QuietHours", "contact.quietHours")]
    public void OfFile_names_the_field_as_the_file_does(string field, string name) =>
        FieldNames.OfFile([new NotificationError(field, "code", "remedy")]).Should().Equal(new NotificationError(name, "code", "remedy"));
}
