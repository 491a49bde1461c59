using Notify.Storage.Sqlite.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Sqlite.Tests;

public sealed class SqliteEnqueue : EnqueueConformance<SqliteFixture>;

public sealed class SqliteClaim : ClaimConformance<SqliteFixture>;

public sealed class SqliteMark : MarkConformance<SqliteFixture>;

public sealed class SqliteSettle : SettleConformance<SqliteFixture>;

public sealed class SqliteRecover : RecoverConformance<SqliteFixture>;

public sealed class SqliteDoubt : DoubtConformance<SqliteFixture>;

public sealed class SqliteReceipt : ReceiptConformance<SqliteFixture>;

public sealed class SqliteFallback : FallbackConformance<SqliteFixture>;

public sealed class SqliteFallbackClock : FallbackClockConformance<SqliteFixture>;

public sealed class SqliteFallbackOrder : FallbackOrderConformance<SqliteFixture>;

public sealed class SqliteFallbackInbox : FallbackInboxConformance<SqliteFixture>;

public sealed class SqliteReceiptOrder : ReceiptOrderConformance<SqliteFixture>;

public sealed class SqliteDeliveryCommand : DeliveryCommandConformance<SqliteFixture>;

public sealed class SqliteDeliveryLog : DeliveryLogConformance<SqliteFixture>;

public sealed class SqliteTrail : TrailConformance<SqliteFixture>;

public sealed class SqliteTenantWall : TenantWallConformance<SqliteFixture>;

public sealed class SqliteContact : ContactConformance<SqliteFixture>;

public sealed class SqliteNote : NoteConformance<SqliteFixture>;

public sealed class SqliteConsent : ConsentConformance<SqliteFixture>;

public sealed class SqliteChannelOptOut : ChannelOptOutConformance<SqliteFixture>;

public sealed class SqliteTopicConsent : TopicConsentConformance<SqliteFixture>;

public sealed class SqliteTemplate : TemplateConformance<SqliteFixture>;

public sealed class SqliteGate : GateConformance<SqliteFixture>;

public sealed class SqliteProbe : ProbeConformance<SqliteFixture>;

public sealed class SqliteProviderWord : ProviderWordConformance<SqliteFixture>;

public sealed class SqliteWindow : WindowConformance<SqliteFixture>;

public sealed class SqliteWebhook : WebhookConformance<SqliteFixture>;

public sealed class SqliteInbound : InboundConformance<SqliteFixture>;

public sealed class SqliteQuota : QuotaConformance<SqliteFixture>;

public sealed class SqliteQuotaClaim : QuotaClaimConformance<SqliteFixture>;

public sealed class SqlitePace : PaceConformance<SqliteFixture>;

public sealed class SqlitePaceClaim : PaceClaimConformance<SqliteFixture>;

public sealed class SqliteErasure : ErasureConformance<SqliteFixture>;

public sealed class SqliteErasedContact : ErasedContactConformance<SqliteFixture>;

public sealed class SqliteLink : LinkConformance<SqliteFixture>;

public sealed class SqliteSession : SessionConformance<SqliteFixture>;

public sealed class SqliteSessionRace : SessionRaceConformance<SqliteFixture>;

public sealed class SqliteRetention : RetentionConformance<SqliteFixture>;

public sealed class SqliteRateLimit : RateLimitConformance<SqliteFixture>;

public sealed class SqliteSetup : SetupConformance<SqliteFixture>;

public sealed class SqliteIdempotency : IdempotencyConformance<SqliteFixture>;

public sealed class SqliteClaimOrder : ClaimOrderConformance<SqliteFixture>;

public sealed class SqliteMarkRefusal : MarkRefusalConformance<SqliteFixture>;

public sealed class SqliteFence : FenceConformance<SqliteFixture>;

public sealed class SqliteFailureReceipt : FailureReceiptConformance<SqliteFixture>;

public sealed class SqliteLateProof : LateProofConformance<SqliteFixture>;

public sealed class SqliteLimitWindow : LimitWindowConformance<SqliteFixture>;

public sealed class SqliteBatch : BatchConformance<SqliteFixture>;

public sealed class SqliteConformance
{
    [Fact]
    public void All_suites_run_here() =>
        ConformanceSuites.Missing(typeof(SqliteConformance).Assembly, typeof(SqliteFixture)).Should().BeEmpty();
}
