namespace Notify.AI.Tests.Replies;

public sealed class BudgetTests
{
    private const string Away = "Sorry, we cannot answer right now. Please try again later.";

    [Fact]
    public async Task Replies_of_a_session_are_counted_and_a_new_session_has_its_own()
    {
        await using var rig = new AiRig(o => o.MaxRepliesPerSession = 2);
        await rig.WriteAsync("1");
        await rig.WriteAsync("2");

        await rig.WriteAsync("3");

        rig.Sent.Should().Equal("Yes.", "Yes.", Away);
        rig.Chat.Asked.Should().HaveCount(2);
        rig.Log.Of("NOTIFY_AI_FIXED_REPLY").Single().Text.Should().Contain("session_budget");
        rig.Clock.Advance(TimeSpan.FromHours(25));
        await rig.WriteAsync("4");
        rig.Sent.Last().Should().Be("Yes.");
    }

    [Fact]
    public async Task Tokens_of_a_session_are_counted()
    {
        await using var rig = new AiRig(o => o.MaxTokensPerSession = 1000);
        rig.Chat.Say("One", tokens: 999).Say("Two", tokens: 1).Say("Three");
        await rig.WriteAsync("1");
        await rig.WriteAsync("2");

        await rig.WriteAsync("3");

        rig.Sent.Should().Equal("One", "Two", Away);
    }

    [Fact]
    public async Task Replies_of_a_tenant_are_counted_over_all_people_and_free_again_a_day_later()
    {
        await using var rig = new AiRig(o => o.MaxRepliesPerDay = 2);
        await rig.WriteAsync("1", "+250788000001");
        await rig.WriteAsync("2", "+250788000002");

        await rig.WriteAsync("3", "+250788000003");

        rig.Sent.Should().Equal("Yes.", "Yes.", Away);
        rig.Log.Of("NOTIFY_AI_FIXED_REPLY").Single().Text.Should().Contain("tenant_budget");
        rig.Clock.Advance(TimeSpan.FromHours(24));
        await rig.WriteAsync("4", "+250788000003");
        rig.Sent.Last().Should().Be("Yes.");
    }

    [Fact]
    public async Task Tokens_of_a_tenant_are_counted_over_all_people()
    {
        await using var rig = new AiRig(o => o.MaxTokensPerDay = 500);
        rig.Chat.Say("One", tokens: 300).Say("Two", tokens: 300).Say("Three");
        await rig.WriteAsync("1", "+250788000001");
        await rig.WriteAsync("2", "+250788000002");

        await rig.WriteAsync("3", "+250788000003");

        rig.Sent.Should().Equal("One", "Two", Away);
    }

    [Fact]
    public async Task Tokens_that_no_provider_counts_are_reckoned()
    {
        await using var rig = new AiRig(o => o.MaxTokensPerSession = 100);
        await rig.WriteAsync("1");

        await rig.WriteAsync("2");

        rig.Sent.Should().Equal(["Yes.", Away], "the prompt alone has hundreds of characters");
    }
}
