using Notify.Plans;

namespace Notify.Core.Tests.Plans;

public sealed class ChannelPlanTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void FallbackTo_names_channel_and_waits()
    {
        var plan = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, after: TimeSpan.FromMinutes(5), unsentAfter: Minute);

        plan.Channels.Should().Equal(Channel.WhatsApp);
        plan.Fallback.Should().BeEquivalentTo(new { Channel = Channel.Sms, After = TimeSpan.FromMinutes(5), UnsentAfter = Minute });
        plan.ToString().Should().Be("whatsapp, else sms");
        ChannelPlan.WhatsApp.Fallback.Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.999)]
    [InlineData(-5)]
    [InlineData((7 * 24 * 3600) + 1)]
    public void FallbackTo_refuses_waits_out_of_range_and_names_them(double seconds)
    {
        var wait = TimeSpan.FromSeconds(seconds);

        FluentActions.Invoking(() => ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, wait)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("after")
            .WithMessage("Give after as 1 second to 7 days.*");
        FluentActions.Invoking(() => ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, Minute, wait)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("unsentAfter");
    }

    [Fact]
    public void FallbackTo_takes_the_shortest_and_the_longest_wait() =>
        ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, Fallback.Shortest, Fallback.Longest).Fallback!.UnsentAfter.Should().Be(TimeSpan.FromDays(7));

    [Fact]
    public void Plans_that_make_no_sense_are_refused_with_the_reason()
    {
        var withFallback = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, Minute);

        FluentActions.Invoking(() => withFallback.FallbackTo(new Channel("email"), Minute)).Should().Throw<InvalidOperationException>().WithMessage("*whatsapp, else sms*");
        FluentActions.Invoking(() => ChannelPlan.WhatsApp.FallbackTo(Channel.WhatsApp, Minute)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => ChannelPlan.WhatsApp.And(new Channel("email")).FallbackTo(Channel.Sms, Minute)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => withFallback.And(new Channel("email"))).Should().Throw<InvalidOperationException>().WithMessage("*second notification*");
        FluentActions.Invoking(() => ChannelPlan.WhatsApp.FallbackTo(default, Minute)).Should().Throw<ArgumentException>();
    }
}
