using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests.Talking;

/// <summary>The sample talks with a person over both channels.</summary>
public sealed class TalkTests
{
    [Fact]
    public async Task Person_is_greeted_asked_over_both_channels_answered_by_the_model_called_and_heard_when_they_say_STOP()
    {
        using var workspace = new Workspace();
        using var phone = await Phone.StartAsync(workspace);

        await phone.WriteAsync("Hello");
        (await phone.LastAsync(1)).Should().StartWith("whatsapp: Welcome to Keza").And.Contain("What can we help you with?").And.Contain("2. Work permit");
        await phone.WriteAsync("a work permit");
        (await phone.LastAsync(2)).Should().Be("whatsapp: What is your name?");
        await phone.WriteSmsAsync("Aline Uwase");
        (await phone.LastAsync(3)).Should().StartWith("sms: What is your nationality?");
        await phone.WriteSmsAsync("1");
        (await phone.LastAsync(4)).Should().StartWith("sms: What is your e-mail address?");
        await phone.WriteAsync("skip");
        (await phone.LastAsync(5)).Should().Be("whatsapp: When is the best time to call you?");
        await phone.WriteAsync("in the morning");
        (await phone.LastAsync(6)).Should().Be("whatsapp: Thank you, that is all we need. An adviser will call you.");
        await phone.WriteAsync("When are you open?");
        (await phone.LastAsync(7)).Should().Be("whatsapp: We are open Monday to Friday, 8 am to 5 pm.");

        (await phone.EndCallAsync()).Should().Be("queued");
        (await phone.MessagesAsync(9)).Skip(7).Should().HaveCount(2)
            .And.OnlyContain(m => m.Contains("What we agreed: we send you the list of papers today.", StringComparison.Ordinal))
            .And.Contain(m => m.StartsWith("sms: ", StringComparison.Ordinal)).And.Contain(m => m.StartsWith("whatsapp: ", StringComparison.Ordinal));

        await phone.WriteSmsAsync("STOP");
        (await phone.LastAsync(10)).Should().StartWith("sms: ").And.Contain("START");
        await phone.WriteSmsAsync("stop");
        await phone.TakenAsync();
        (await phone.EndCallAsync()).Should().Be("blocked");
        await phone.WriteSmsAsync("Are you open now?");
        await phone.HeardAsync("Are you open now?");
        await phone.WriteSmsAsync("START");
        (await phone.LastAsync(11)).Should().StartWith("sms: ");
        await phone.WriteSmsAsync("STATUS SK-4105");

        (await phone.MessagesAsync(12)).Should().HaveCount(12).And.HaveElementAt(11, "sms: Order SK-4105 is ready to be collected.");
        phone.Console.Should().Contain("An adviser has to call: intake Completed, 4 answers").And.NotContain("+250788000501");
    }

    [Fact]
    public async Task Console_tells_why_a_model_did_not_answer()
    {
        using var workspace = new Workspace();
        using var phone = await Phone.StartAsync(workspace, "--Chat:Endpoint=http://127.0.0.1:9/v1", "--Chat:Model=any");

        await phone.WriteAsync("When are you open?");

        await phone.HeardAsync("The model did not answer: Connection refused");
        (await phone.LastAsync(1)).Should().Contain("cannot answer right now");
    }

    [Theory]
    [InlineData]
    [InlineData("--emulator-process")]
    public async Task News_of_the_account_are_of_the_samples_own(params string[] options)
    {
        using var workspace = new Workspace();
        using var phone = await Phone.StartAsync(workspace, options);
        await phone.WriteAsync("Hello");
        await phone.LastAsync(1);

        await phone.StopMarketingAsync();

        await phone.LoggedAsync("NOTIFY_MARKETING_PREFERENCE", "wants marketing: False");
    }
}
