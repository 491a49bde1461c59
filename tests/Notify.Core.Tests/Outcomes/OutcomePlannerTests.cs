using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;

namespace Notify.Core.Tests.Outcomes;

public sealed class OutcomePlannerTests
{
    private static readonly Guid Id = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    private readonly OutcomePlanner _planner = new(Options.Create(new RetryOptions()));
    private readonly RetryPolicy _policy = new();

    [Theory]
    [InlineData(OutcomeClass.Accepted, 1, DeliveryState.Sent, "accepted")]
    [InlineData(OutcomeClass.Accepted, 9, DeliveryState.Sent, "accepted")]
    [InlineData(OutcomeClass.Retry, 1, DeliveryState.Queued, Reasons.ProviderRetry)]
    [InlineData(OutcomeClass.Retry, 4, DeliveryState.Queued, Reasons.ProviderRetry)]
    [InlineData(OutcomeClass.Retry, 5, DeliveryState.Failed, Reasons.AttemptsExhausted)]
    [InlineData(OutcomeClass.Retry, 9, DeliveryState.Failed, Reasons.AttemptsExhausted)]
    [InlineData(OutcomeClass.Defer, 4, DeliveryState.Queued, Reasons.ProviderDefer)]
    [InlineData(OutcomeClass.Defer, 5, DeliveryState.Failed, Reasons.AttemptsExhausted)]
    [InlineData(OutcomeClass.Rejected, 1, DeliveryState.Failed, Reasons.ProviderRejected)]
    [InlineData(OutcomeClass.Unknown, 1, DeliveryState.Unconfirmed, Reasons.SendUnknown)]
    [InlineData(OutcomeClass.Unknown, 5, DeliveryState.Unconfirmed, Reasons.SendUnknown)]
    [InlineData(OutcomeClass.Stopped, 5, DeliveryState.Queued, Reasons.ProviderStopped)]
    public void Plan_each_class_has_its_settlement(OutcomeClass kind, int attempts, DeliveryState state, string reason)
    {
        var settlement = _planner.Plan(Id, 3, attempts, A.Refusal(kind, "130"), _policy);

        settlement.State.Should().Be(state);
        settlement.Reason.Should().Be(reason);
        settlement.SendNumber.Should().Be(3);
        settlement.ReturnsAttempt.Should().Be(kind == OutcomeClass.Stopped);
        settlement.ErrorCode.Should().Be(kind == OutcomeClass.Accepted ? null : "130");
    }

    [Property(MaxTest = 500)]
    public Property Plan_retry_and_defer_wait_within_their_bounds() => Prop.ForAll(
        Gen.Choose(1, 4).ToArbitrary(),
        attempts =>
        {
            Wait(OutcomeClass.Retry, attempts).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(24)).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(15));
            Wait(OutcomeClass.Defer, attempts).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(4)).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(60));
        });

    [Theory]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Defer)]
    [InlineData(OutcomeClass.Stopped)]
    public void Plan_provider_names_a_wait_wins_even_over_the_maximum(OutcomeClass kind)
    {
        var wait = TimeSpan.FromHours(7);

        _planner.Plan(Id, 1, 1, A.Refusal(kind, wait: wait), _policy).DueIn.Should().Be(wait);
        _planner.Plan(Id, 1, 1, A.Refusal(kind, wait: TimeSpan.FromSeconds(1)), _policy).DueIn.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Defer)]
    [InlineData(OutcomeClass.Stopped)]
    public void Plan_provider_names_no_wait_at_all_computes_one(OutcomeClass kind)
    {
        _planner.Plan(Id, 1, 1, A.Refusal(kind, wait: TimeSpan.Zero), _policy).DueIn.Should().BeGreaterThan(TimeSpan.FromSeconds(20));
        _planner.Plan(Id, 1, 1, A.Refusal(kind, wait: TimeSpan.FromSeconds(-5)), _policy).DueIn.Should().BeGreaterThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void PolicyFor_template_with_its_own_wins()
    {
        var own = new RetryPolicy { MaxAttempts = 2, RetryDelay = TimeSpan.FromSeconds(3), RetryMaxDelay = TimeSpan.FromSeconds(3) };
        var policy = _planner.PolicyFor(A.Template() with { Retry = own });

        _planner.Plan(Id, 1, 1, A.Refusal(OutcomeClass.Retry), policy).DueIn.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(3));
        _planner.Plan(Id, 2, 2, A.Refusal(OutcomeClass.Retry), policy).State.Should().Be(DeliveryState.Failed);
        _planner.PolicyFor(A.Template()).Should().Be(new RetryPolicy());
        _planner.PolicyFor(null).Should().Be(new RetryPolicy());
    }

    private TimeSpan Wait(OutcomeClass kind, int attempts) => _planner.Plan(Id, attempts, attempts, A.Refusal(kind), _policy).DueIn!.Value;
}
