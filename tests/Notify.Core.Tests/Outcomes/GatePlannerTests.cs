using Notify.Gates;

namespace Notify.Core.Tests.Outcomes;

public sealed class GatePlannerTests
{
    private static readonly FlowKey Flow = new("acme", Channel.WhatsApp, "main", "orders", "order_paid", Priority.Normal);

    private static readonly Address Kigali = Address.Phone("+250788000001");
    private static readonly BreakerOptions Breaker = new();

    [Theory]
    [InlineData(OutcomeScope.Number)]
    [InlineData(OutcomeScope.Account)]
    [InlineData(OutcomeScope.App)]
    public void Plan_more_than_one_message_is_stopped_closes_the_account(OutcomeScope scope)
    {
        var gate = GatePlanner.Plan(Flow, Kigali, A.Refusal(OutcomeClass.Stopped, "131056", scope), new RetryPolicy(), Breaker);

        gate!.Scope.Should().Be(new GateScope { Channel = "whatsapp", Account = "main" });
        gate.Source.Should().Be("provider");
        gate.For.Should().Be(TimeSpan.FromMinutes(5));
        gate.Reason.Should().Contain("131056");
    }

    [Fact]
    public void Plan_template_is_stopped_closes_that_template_of_that_tenant_only()
    {
        var gate = GatePlanner.Plan(Flow, Kigali, A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Template), new RetryPolicy(), Breaker);

        gate!.Scope.Should().Be(new GateScope { Tenant = "acme", Channel = "whatsapp", Account = "main", Template = "order_paid" });
    }

    [Fact]
    public void Plan_provider_names_a_wait_closes_for_that_long() =>
        GatePlanner.Plan(Flow, Kigali, A.Refusal(OutcomeClass.Defer, scope: OutcomeScope.Number, wait: TimeSpan.FromMinutes(42)), new RetryPolicy(), Breaker)!
            .For.Should().Be(TimeSpan.FromMinutes(42));

    [Theory]
    [InlineData(OutcomeClass.Stopped, OutcomeScope.Delivery)]
    [InlineData(OutcomeClass.Stopped, OutcomeScope.Recipient)]
    [InlineData(OutcomeClass.Retry, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Rejected, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Unknown, OutcomeScope.Account)]
    [InlineData(OutcomeClass.Accepted, OutcomeScope.Account)]
    public void Plan_one_message_or_no_stop_closes_nothing(OutcomeClass kind, OutcomeScope scope) =>
        GatePlanner.Plan(Flow, Kigali, A.Refusal(kind, scope: scope), new RetryPolicy(), Breaker).Should().BeNull();

    [Fact]
    public void Plan_template_scope_of_plain_content_closes_nothing() =>
        GatePlanner.Plan(Flow with { Template = "" }, Kigali, A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Template), new RetryPolicy(), Breaker).Should().BeNull();

    [Fact]
    public void Plan_person_mends_it_is_tried_at_even_distances()
    {
        var gate = GatePlanner.Plan(Flow, Kigali, A.Refusal(OutcomeClass.Stopped, "190", OutcomeScope.App) with { Mends = Mending.Person }, new RetryPolicy(), Breaker);

        (gate!.Mends, gate.For, gate.Longest).Should().Be((Mending.Person, TimeSpan.FromMinutes(15), null));
    }

    [Fact]
    public void Plan_time_mends_it_is_tried_at_growing_distances()
    {
        var gate = GatePlanner.Plan(Flow, Kigali, A.Refusal(OutcomeClass.Defer, "80007", OutcomeScope.Account), new RetryPolicy(), Breaker);

        (gate!.Mends, gate.For, gate.Longest).Should().Be((Mending.Itself, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(OutcomeClass.Rejected)]
    [InlineData(OutcomeClass.Stopped)]
    [InlineData(OutcomeClass.Defer)]
    public void Plan_country_is_refused_closes_that_country_of_the_account(OutcomeClass kind) =>
        GatePlanner.Plan(Flow, Kigali, A.Refusal(kind, "130497", OutcomeScope.Country), new RetryPolicy(), Breaker)!
            .Scope.Should().Be(new GateScope { Channel = "whatsapp", Account = "main", Country = "250" });

    [Fact]
    public void Plan_country_of_an_address_not_known_closes_nothing() =>
        GatePlanner.Plan(Flow, null, A.Refusal(OutcomeClass.Rejected, scope: OutcomeScope.Country), new RetryPolicy(), Breaker).Should().BeNull();
}
