using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests;

public sealed class PostgresEnqueue : EnqueueConformance<PostgresFixture>;

public sealed class PostgresClaim : ClaimConformance<PostgresFixture>;

public sealed class PostgresMark : MarkConformance<PostgresFixture>;

public sealed class PostgresSettle : SettleConformance<PostgresFixture>;

public sealed class PostgresRecover : RecoverConformance<PostgresFixture>;

public sealed class PostgresDoubt : DoubtConformance<PostgresFixture>;

public sealed class PostgresReceipt : ReceiptConformance<PostgresFixture>;

public sealed class PostgresFallback : FallbackConformance<PostgresFixture>;

public sealed class PostgresFallbackClock : FallbackClockConformance<PostgresFixture>;

public sealed class PostgresFallbackOrder : FallbackOrderConformance<PostgresFixture>;

public sealed class PostgresFallbackInbox : FallbackInboxConformance<PostgresFixture>;

public sealed class PostgresReceiptOrder : ReceiptOrderConformance<PostgresFixture>;

public sealed class PostgresDeliveryCommand : DeliveryCommandConformance<PostgresFixture>;

public sealed class PostgresDeliveryLog : DeliveryLogConformance<PostgresFixture>;

public sealed class PostgresTrail : TrailConformance<PostgresFixture>;

public sealed class PostgresTenantWall : TenantWallConformance<PostgresFixture>;

public sealed class PostgresContact : ContactConformance<PostgresFixture>;

public sealed class PostgresNote : NoteConformance<PostgresFixture>;

public sealed class PostgresConsent : ConsentConformance<PostgresFixture>;

public sealed class PostgresChannelOptOut : ChannelOptOutConformance<PostgresFixture>;

public sealed class PostgresTopicConsent : TopicConsentConformance<PostgresFixture>;

public sealed class PostgresTemplate : TemplateConformance<PostgresFixture>;

public sealed class PostgresGate : GateConformance<PostgresFixture>;

public sealed class PostgresProbe : ProbeConformance<PostgresFixture>;

public sealed class PostgresProviderWord : ProviderWordConformance<PostgresFixture>;

public sealed class PostgresWindow : WindowConformance<PostgresFixture>;

public sealed class PostgresWebhook : WebhookConformance<PostgresFixture>;

public sealed class PostgresInbound : InboundConformance<PostgresFixture>;

public sealed class PostgresRateLimit : RateLimitConformance<PostgresFixture>;

public sealed class PostgresSetup : SetupConformance<PostgresFixture>;

public sealed class PostgresIdempotency : IdempotencyConformance<PostgresFixture>;

public sealed class PostgresClaimOrder : ClaimOrderConformance<PostgresFixture>;

public sealed class PostgresMarkRefusal : MarkRefusalConformance<PostgresFixture>;

public sealed class PostgresFence : FenceConformance<PostgresFixture>;

public sealed class PostgresFailureReceipt : FailureReceiptConformance<PostgresFixture>;

public sealed class PostgresLateProof : LateProofConformance<PostgresFixture>;

public sealed class PostgresLimitWindow : LimitWindowConformance<PostgresFixture>;

public sealed class PostgresBatch : BatchConformance<PostgresFixture>;

public sealed class PostgresErasedContact : ErasedContactConformance<PostgresFixture>;

public sealed class PostgresLink : LinkConformance<PostgresFixture>;

public sealed class PostgresErasure : ErasureConformance<PostgresFixture>;

public sealed class PostgresPaceClaim : PaceClaimConformance<PostgresFixture>;

public sealed class PostgresPace : PaceConformance<PostgresFixture>;

public sealed class PostgresQuotaClaim : QuotaClaimConformance<PostgresFixture>;

public sealed class PostgresQuota : QuotaConformance<PostgresFixture>;

public sealed class PostgresSession : SessionConformance<PostgresFixture>;

public sealed class PostgresSessionRace : SessionRaceConformance<PostgresFixture>;

public sealed class PostgresRetention : RetentionConformance<PostgresFixture>;

public sealed class PostgresConformance
{
    [Fact]
    public void All_suites_run_here() =>
        ConformanceSuites.Missing(typeof(PostgresConformance).Assembly, typeof(PostgresFixture)).Should().BeEmpty();
}
