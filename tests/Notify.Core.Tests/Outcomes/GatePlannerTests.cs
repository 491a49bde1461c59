using Notify.Gates;

namespace Notify.Core.Tests.Outcomes;

public sealed class GatePlannerTests
{
    private static readonly FlowKey Flow = new("acme", Channel.WhatsApp, "main", "orders", "order_paid", Priority.Normal);

    [Theory]
    [InlineData(OutcomeScope.Number)]
    [InlineData(OutcomeScope.Account)]
    [InlineData(OutcomeScope.App)]
    public void Plan_more_than_one_message_is_stopped_closes_the_account(OutcomeScope scope)
    {
        var gate = GatePlanner.Plan(Flow, A.Refusal(OutcomeClass.Stopped, "131056", scope), new RetryPolicy());

        gate!.Scope.Should().Be(new GateScope { Channel = "whatsapp", Account = "main" });
        gate.Source.Should().Be("provider");
        gate.For.Should().Be(TimeSpan.FromMinutes(5));
        gate.Reason.Should().Contain("131056");
    }

    [Fact]
    public void Plan_template_is_stopped_closes_that_template_of_that_tenant_only()
    {
        var gate = GatePlanner.Plan(Flow, A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Template), new RetryPolicy());

        gate!.Scope.Should().Be(new GateScope { Tenant = "acme", Channel = "whatsapp", Account = "main", Template = "order_paid" });
    }

    [Fact]
    public void Plan_provider_names_a_wait_closes_for_that_long() =>
        GatePlanner.Plan(Flow, A.Refusal(OutcomeClass.Defer, scope: OutcomeScope.Number, wait: TimeSpan.FromMinutes(42)), new RetryPolicy())!
            .For.Should().Be(TimeSpan.FromMinutes(42));

    [Theory]
    [InlineData(OutcomeClass.Stopped, OutcomeScope.Delivery)]
    [InlineData(OutcomeClass.Stopped, OutcomeScope.Recipient)]
    [InlineData(OutcomeClass.Defer, OutcomeScope.Country)]
    [InlineData(OutcomeClass.Retry, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Rejected, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Unknown, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Accepted, OutcomeScope.Account)]
    public void Plan_one_message_or_no_stop_closes_nothing(OutcomeClass kind, OutcomeScope scope) =>
        GatePlanner.Plan(Flow, A.Refusal(kind, scope: scope), new RetryPolicy()).Should().BeNull();

    [Fact]
    public void Plan_template_scope_of_plain_content_closes_nothing() =>
        GatePlanner.Plan(Flow with { Template = "" }, A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Template), new RetryPolicy()).Should().BeNull();
}
