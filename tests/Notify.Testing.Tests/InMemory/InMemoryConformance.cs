using Notify.Testing.Conformance;

namespace Notify.Testing.Tests.InMemory;

public sealed class InMemoryConformance
{
    [Fact]
    public void Every_suite_is_run() => ConformanceSuites.Missing(typeof(InMemoryConformance).Assembly, typeof(InMemoryFixture)).Should().BeEmpty();

    public sealed class Enqueue : EnqueueConformance<InMemoryFixture>;

    public sealed class Idempotency : IdempotencyConformance<InMemoryFixture>;

    public sealed class Claim : ClaimConformance<InMemoryFixture>;

    public sealed class ClaimOrder : ClaimOrderConformance<InMemoryFixture>;

    public sealed class Mark : MarkConformance<InMemoryFixture>;

    public sealed class MarkRefusal : MarkRefusalConformance<InMemoryFixture>;

    public sealed class Settle : SettleConformance<InMemoryFixture>;

    public sealed class Fence : FenceConformance<InMemoryFixture>;

    public sealed class Recover : RecoverConformance<InMemoryFixture>;

    public sealed class Doubt : DoubtConformance<InMemoryFixture>;

    public sealed class Fallback : FallbackConformance<InMemoryFixture>;

    public sealed class FallbackClock : FallbackClockConformance<InMemoryFixture>;

    public sealed class FallbackOrder : FallbackOrderConformance<InMemoryFixture>;

    public sealed class FallbackInbox : FallbackInboxConformance<InMemoryFixture>;

    public sealed class Receipt : ReceiptConformance<InMemoryFixture>;

    public sealed class FailureReceipt : FailureReceiptConformance<InMemoryFixture>;

    public sealed class LateProof : LateProofConformance<InMemoryFixture>;

    public sealed class ReceiptOrder : ReceiptOrderConformance<InMemoryFixture>;

    public sealed class DeliveryCommand : DeliveryCommandConformance<InMemoryFixture>;

    public sealed class DeliveryLog : DeliveryLogConformance<InMemoryFixture>;

    public sealed class Trail : TrailConformance<InMemoryFixture>;

    public sealed class Batch : BatchConformance<InMemoryFixture>;

    public sealed class TenantWall : TenantWallConformance<InMemoryFixture>;

    public sealed class Contact : ContactConformance<InMemoryFixture>;

    public sealed class Note : NoteConformance<InMemoryFixture>;

    public sealed class Consent : ConsentConformance<InMemoryFixture>;

    public sealed class ChannelOptOut : ChannelOptOutConformance<InMemoryFixture>;

    public sealed class TopicConsent : TopicConsentConformance<InMemoryFixture>;

    public sealed class Template : TemplateConformance<InMemoryFixture>;

    public sealed class Gate : GateConformance<InMemoryFixture>;

    public sealed class Probe : ProbeConformance<InMemoryFixture>;
    public sealed class ProviderWord : ProviderWordConformance<InMemoryFixture>;

    public sealed class Window : WindowConformance<InMemoryFixture>;

    public sealed class Webhook : WebhookConformance<InMemoryFixture>;

    public sealed class Inbound : InboundConformance<InMemoryFixture>;

    public sealed class Quota : QuotaConformance<InMemoryFixture>;

    public sealed class QuotaClaim : QuotaClaimConformance<InMemoryFixture>;

    public sealed class Pace : PaceConformance<InMemoryFixture>;

    public sealed class PaceClaim : PaceClaimConformance<InMemoryFixture>;

    public sealed class Erasure : ErasureConformance<InMemoryFixture>;

    public sealed class ErasedContact : ErasedContactConformance<InMemoryFixture>;

    public sealed class Link : LinkConformance<InMemoryFixture>;

    public sealed class Session : SessionConformance<InMemoryFixture>;

    public sealed class SessionRace : SessionRaceConformance<InMemoryFixture>;

    public sealed class Retention : RetentionConformance<InMemoryFixture>;

    public sealed class RateLimit : RateLimitConformance<InMemoryFixture>;

    public sealed class LimitWindow : LimitWindowConformance<InMemoryFixture>;

    public sealed class Setup : SetupConformance<InMemoryFixture>;
}
