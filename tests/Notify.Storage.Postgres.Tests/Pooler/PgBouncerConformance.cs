using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Pooler;

public sealed class PgBouncerEnqueue : EnqueueConformance<PgBouncerFixture>;

public sealed class PgBouncerIdempotency : IdempotencyConformance<PgBouncerFixture>;

public sealed class PgBouncerClaim : ClaimConformance<PgBouncerFixture>;

public sealed class PgBouncerMark : MarkConformance<PgBouncerFixture>;

public sealed class PgBouncerSettle : SettleConformance<PgBouncerFixture>;

public sealed class PgBouncerRecover : RecoverConformance<PgBouncerFixture>;

public sealed class PgBouncerReceipt : ReceiptConformance<PgBouncerFixture>;

public sealed class PgBouncerFallback : FallbackConformance<PgBouncerFixture>;

public sealed class PgBouncerFallbackClock : FallbackClockConformance<PgBouncerFixture>;

public sealed class PgBouncerFallbackOrder : FallbackOrderConformance<PgBouncerFixture>;

public sealed class PgBouncerFallbackInbox : FallbackInboxConformance<PgBouncerFixture>;

public sealed class PgBouncerBatch : BatchConformance<PgBouncerFixture>;

public sealed class PgBouncerConsent : ConsentConformance<PgBouncerFixture>;

public sealed class PgBouncerChannelOptOut : ChannelOptOutConformance<PgBouncerFixture>;

public sealed class PgBouncerTopicConsent : TopicConsentConformance<PgBouncerFixture>;

public sealed class PgBouncerNote : NoteConformance<PgBouncerFixture>;

public sealed class PgBouncerRateLimit : RateLimitConformance<PgBouncerFixture>;

public sealed class PgBouncerSetup : SetupConformance<PgBouncerFixture>;

public sealed class PgBouncerDoubt : DoubtConformance<PgBouncerFixture>;

public sealed class PgBouncerFence : FenceConformance<PgBouncerFixture>;

public sealed class PgBouncerLateProof : LateProofConformance<PgBouncerFixture>;

public sealed class PgBouncerQuota : QuotaConformance<PgBouncerFixture>;

public sealed class PgBouncerQuotaClaim : QuotaClaimConformance<PgBouncerFixture>;

public sealed class PgBouncerPace : PaceConformance<PgBouncerFixture>;

public sealed class PgBouncerPaceClaim : PaceClaimConformance<PgBouncerFixture>;

public sealed class PgBouncerGate : GateConformance<PgBouncerFixture>;

public sealed class PgBouncerErasure : ErasureConformance<PgBouncerFixture>;

public sealed class PgBouncerWebhook : WebhookConformance<PgBouncerFixture>;

public sealed class PgBouncerInbound : InboundConformance<PgBouncerFixture>;

public sealed class PgBouncerSession : SessionConformance<PgBouncerFixture>;

public sealed class PgBouncerDeliveryLog : DeliveryLogConformance<PgBouncerFixture>;
