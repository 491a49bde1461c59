using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify.AI.Replies;
using Notify.AI.Tools;

namespace Notify.AI.Tests.Hosting;

public sealed class AddAiTests
{
    [Theory]
    [InlineData("Ai:SystemPrompt", "", "*Notify:Ai:SystemPrompt must have*")]
    [InlineData("Ai:Timeout", "00:01:00", "*Notify:Ai:Timeout must be shorter than Notify:Inbox:HandlerTimeout*")]
    [InlineData("Ai:HistoryTurns", "51", "*Notify:Ai:HistoryTurns must be 0 to 50; it is 51*")]
    [InlineData("Ai:AwayTexts:fr", "", "*Notify:Ai:AwayTexts:fr must have*")]
    [InlineData("Ai:Histori", "1", "*Ai:Histori is not a setting*")]
    public void Options_that_are_wrong_name_the_key_and_the_remedy(string key, string value, string message) =>
        Services((key, value)).Invoking(s => s.GetRequiredService<IOptions<AiReplyOptions>>().Value).Should().Throw<OptionsValidationException>().WithMessage(message);

    [Theory]
    [InlineData("AgentTools:MaxTextLength", "0", "*Notify:AgentTools:MaxTextLength must be 1 to 4096*")]
    [InlineData("AgentTools:Tenants:default:Tools:0", "send_fax", "*has 'send_fax', which is no tool*")]
    [InlineData("AgentTools:Tenants:default:Tool:0", "send_sms", "*is not a setting*")]
    public void Permissions_that_are_wrong_name_the_key_and_the_remedy(string key, string value, string message) =>
        Services((key, value)).Invoking(s => s.GetRequiredService<IOptions<AgentToolOptions>>().Value).Should().Throw<OptionsValidationException>().WithMessage(message);

    [Fact]
    public void Options_are_read_from_configuration()
    {
        var services = Services(
            ("Ai:SystemPrompt", "Be kind."), ("Ai:AwayTexts:pt", "Desculpe."), ("Ai:HandOverWords:0", "pessoa"), ("Ai:ContextKeys:0", "name"),
            ("AgentTools:Tenants:acme:Tools:0", "send_sms"), ("AgentTools:Tenants:acme:Templates:0", "*"), ("AgentTools:Tenants:acme:FreeText", "false"));

        var replies = services.GetRequiredService<IOptions<AiReplyOptions>>().Value;
        (replies.SystemPrompt, replies.AwayTexts["pt"], replies.AwayTexts.ContainsKey("en")).Should().Be(("Be kind.", "Desculpe.", true));
        replies.HandOverWords.Should().Contain(["pessoa", "agent"]);
        replies.ContextKeys.Should().Equal("name");
        var permissions = services.GetRequiredService<IOptions<AgentToolOptions>>().Value.Tenants["acme"];
        permissions.Tools.Should().Equal("send_sms");
        permissions.Templates.Should().Equal("*");
        permissions.FreeText.Should().BeFalse();
    }

    [Theory]
    [InlineData(null, "*AddAiReplies needs an IChatClient*AddChatClient*")]
    [InlineData("small", "*Notify:Ai:ChatClient is 'small', and no IChatClient is registered under that key*")]
    public async Task Host_without_the_client_does_not_start_and_says_what_to_call(string? client, string message)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddNotify(n => n
            .UseInMemoryStorageForTests()
            .AddSender(new ScriptedSender())
            .AddAiReplies(o => (o.SystemPrompt, o.ChatClient) = ("Be kind.", client)));
        using var host = builder.Build();

        await host.Awaiting(h => h.StartAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public async Task Calls_made_twice_change_nothing()
    {
        await using var rig = new AiRig(configure: n => n.AddAiReplies(o => o.SystemPrompt = "First.").AddAgentTools(_ => { }));

        await rig.WriteAsync("Hello");

        rig.Sent.Should().Equal("Yes.");
        rig.Chat.Asked.Should().ContainSingle().Which[0].Text.Should().StartWith("You are the help desk of a shop.");
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Notify:{s.Key}", (string?)s.Value))).Build().GetSection("Notify");
        return new ServiceCollection()
            .AddNotify(section, n => n
                .UseInMemoryStorageForTests()
                .AddSender(new ScriptedSender())
                .AddAiReplies(o => o.SystemPrompt = "Be kind.")
                .AddAiReplies(section.GetSection("Ai"))
                .AddAgentTools(section.GetSection("AgentTools")))
            .BuildServiceProvider();
    }
}
