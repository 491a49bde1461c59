using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Consents;
using Notify.Storage.Sqlite.Contacts;
using Notify.Storage.Sqlite.Conversations;
using Notify.Storage.Sqlite.Deliveries;
using Notify.Storage.Sqlite.Flows;
using Notify.Storage.Sqlite.Gates;
using Notify.Storage.Sqlite.Inbox;
using Notify.Storage.Sqlite.Limits;
using Notify.Storage.Sqlite.Maintenance;
using Notify.Storage.Sqlite.Plans;
using Notify.Storage.Sqlite.Receipts;
using Notify.Storage.Sqlite.Sessions;
using Notify.Storage.Sqlite.Templates;

namespace Notify.Storage.Sqlite.Database;

/// <summary>A connection with its tables, their compiled statements and what they remember. One operation at a time.</summary>
internal sealed class Session : IDisposable
{
    private static readonly SqlFile Sql = SqlFile.Of("Database/session");

    private readonly Func<DateTimeOffset>? _clock;
    private readonly Statement _now;

    public Session(Connection connection, Func<DateTimeOffset>? clock)
    {
        Connection = connection;
        _clock = clock;
        _now = connection.Prepare(Sql["now"]);
        Sequences = new SequenceTable(connection);
        Flows = new FlowTable(connection);
        Counts = new CountTable(connection);
        Audit = new AuditTable(connection, Sequences);
        Plans = new PlanTable(connection);
        Deliveries = new DeliveryTable(connection, Flows, Counts, Audit, Plans);
        Claims = new ClaimTable(connection, Flows, Counts, Audit);
        Recovery = new RecoveryTable(connection);
        Records = new RecordTable(connection, Flows);
        Selections = new SelectionTable(connection, Records, Counts);
        Keys = new KeyTable(connection);
        Erased = new ErasedTable(connection);
        Sessions = new SessionTable(connection);
        Standing = new StandingTable(connection, Erased);
        Contacts = new ContactTable(connection, Erased, Standing, Sessions, Audit);
        Templates = new TemplateTable(connection);
        Limits = new LimitTable(connection);
        Quotas = new QuotaTable(connection);
        Paces = new PaceTable(connection);
        Old = new OldTable(connection);
        Gates = new GateTable(connection);
        Receipts = new ReceiptTable(connection);
        Windows = new WindowTable(connection);
        Consents = new ConsentTable(connection);
        Webhooks = new WebhookTable(connection);
        Inbound = new InboundTable(connection);
    }

    public Connection Connection { get; }

    public SequenceTable Sequences { get; }

    public FlowTable Flows { get; }

    public CountTable Counts { get; }

    public AuditTable Audit { get; }

    public DeliveryTable Deliveries { get; }

    public PlanTable Plans { get; }

    public ClaimTable Claims { get; }

    public RecoveryTable Recovery { get; }

    public RecordTable Records { get; }

    public SelectionTable Selections { get; }

    public KeyTable Keys { get; }

    public ContactTable Contacts { get; }

    public ErasedTable Erased { get; }

    public StandingTable Standing { get; }

    public TemplateTable Templates { get; }

    public LimitTable Limits { get; }

    public QuotaTable Quotas { get; }

    public PaceTable Paces { get; }

    public GateTable Gates { get; }

    public ReceiptTable Receipts { get; }

    public WindowTable Windows { get; }

    public ConsentTable Consents { get; }

    public WebhookTable Webhooks { get; }

    public InboundTable Inbound { get; }

    public SessionTable Sessions { get; }

    public OldTable Old { get; }

    /// <summary>The store's time for the operation under way.</summary>
    public long Now { get; private set; }

    public DateTimeOffset NowTime => StoreTime.ToTime(Now);

    /// <summary>Begins an operation: takes its time.</summary>
    public void Begin() => Now = _clock is null ? _now.Number()!.Value : StoreTime.Floor(_clock());

    /// <summary>Ends an operation: writes what was gathered for its end.</summary>
    public void End()
    {
        FollowWork.Run(this);
        Counts.Flush();
    }

    /// <summary>Forgets what a rolled-back operation may have put in memory.</summary>
    public void Forget()
    {
        Connection.ResetStatements();
        Counts.Forget();
        Plans.Forget();
        Flows.Forget();
    }

    public void Dispose() => Connection.Dispose();
}
