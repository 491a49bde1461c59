using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Auditing;

/// <summary>The audit trail: rows are added and read, never changed.</summary>
internal sealed class AuditTable(Connection connection, SequenceTable sequences)
{
    private static readonly SqlFile Sql = SqlFile.Of("Auditing/audit");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _byNotification = connection.Prepare(Sql["by_notification"]);
    private readonly Statement _byCorrelation = connection.Prepare(Sql["by_correlation"]);
    private readonly Statement _byContact = connection.Prepare(Sql["by_contact"]);

    public void Add(in AuditRow row)
    {
        // About a delivery, else a contact, else (a gate) about nothing that has an id.
        if ((row.DeliveryId ?? row.ContactId) is { } subject)
        {
            _add.Bind(1, subject);
        }
        else
        {
            _add.Bind(1, []);
        }

        _add.Bind(2, sequences.NextAudit()).Bind(3, row.At).Bind(4, row.Event).Bind(5, row.Tenant);
        if (row.ContactId is { } contact)
        {
            _add.Bind(6, contact);
        }
        else
        {
            _add.BindNull(6);
        }

        _add.Bind(7, row.Send).Bind(8, row.Reason).Bind(9, row.ErrorCode).Bind(10, row.Detail).Bind(11, row.Actor).Run();
    }

    public IReadOnlyList<AuditEntry> Trail(TrailQuery query)
    {
        if (query.NotificationId is { } notification)
        {
            var (first, last) = IdRange.Of(notification);
            return Read(_byNotification.Bind(1, query.Tenant).Bind(2, first).Bind(3, last));
        }

        return query.CorrelationId is { } correlation
            ? Read(_byCorrelation.Bind(1, query.Tenant).Bind(2, correlation))
            : query.ContactId is { } contact
                ? Read(_byContact.Bind(1, query.Tenant).Bind(2, contact))
                : throw new ArgumentException("Give a notification, a correlation id or a contact.", nameof(query));
    }

    private static List<AuditEntry> Read(Statement rows)
    {
        var entries = new List<AuditEntry>();
        while (rows.Step())
        {
            var contact = rows.IdOrNull(4);
            var subject = rows.IdOrNull(0);
            entries.Add(new AuditEntry
            {
                DeliveryId = subject == contact ? null : subject,
                At = StoreTime.ToTime(rows.Number(1)),
                Event = rows.Text(2),
                Tenant = rows.Text(3),
                ContactId = contact,
                SendNumber = (int)rows.Number(5),
                Reason = rows.TextOrNull(6),
                ErrorCode = rows.TextOrNull(7),
                Detail = rows.TextOrNull(8),
                By = rows.TextOrNull(9),
            });
        }

        return entries;
    }
}
