using System.Globalization;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Notifications as the columns that function <c>enqueue</c> takes. Keys are sorted and once each: the first of the batch has it.</summary>
internal sealed class EnqueueBatch
{
    private readonly IReadOnlyList<NewNotification> _notifications;

    // The places of the notifications whose keys are taken, in the order of their keys.
    private readonly int[] _keyed;

    // For each notification: the number of its key, from 1; 0 for none.
    private readonly int[] _keyNumbers;

    /// <param name="notifications">What to store.</param>
    /// <param name="deliveries">Their deliveries, in order.</param>
    /// <param name="flowIds">The flow of each delivery.</param>
    public EnqueueBatch(IReadOnlyList<NewNotification> notifications, NewDelivery[] deliveries, int[] flowIds)
    {
        _notifications = notifications;
        Deliveries = deliveries;
        FlowIds = flowIds;
        (_keyed, _keyNumbers) = TakeKeys(notifications);
        KeyTenants = Array.ConvertAll(_keyed, i => notifications[i].Tenant);
        Keys = Array.ConvertAll(_keyed, i => notifications[i].IdempotencyKey);
        KeyIds = Array.ConvertAll(_keyed, i => notifications[i].Id);
        KeyHashes = Array.ConvertAll(_keyed, i => notifications[i].ContentHash);
        Flows = FlowsOf(deliveries, flowIds);
        Owners = new int[deliveries.Length];
        (First, Last) = (DateTime.MaxValue, DateTime.MinValue);
        var next = 0;
        for (var i = 0; i < notifications.Count; i++)
        {
            var time = IdTime.Of(notifications[i].Id);
            (First, Last) = (time < First ? time : First, time > Last ? time : Last);
            var owner = OwnerOf(i);
            Owners.AsSpan(next, notifications[i].Deliveries.Count).Fill(owner);
            next += notifications[i].Deliveries.Count;
        }
    }

    public string?[] KeyTenants { get; }

    public string?[] Keys { get; }

    public Guid[] KeyIds { get; }

    public long[] KeyHashes { get; }

    public NewDelivery[] Deliveries { get; }

    public int[] FlowIds { get; }

    /// <summary>The flows, once each, with what they stand for in one text.</summary>
    public Dictionary<int, string> Flows { get; }

    /// <summary>The number of each delivery's key, from 1; 0 for none, -1 where an earlier one of the batch has it.</summary>
    public int[] Owners { get; }

    /// <summary>The earliest time in an id.</summary>
    public DateTime First { get; }

    /// <summary>The latest time in an id.</summary>
    public DateTime Last { get; }

    /// <summary>The deliveries of notifications, in order.</summary>
    public static NewDelivery[] DeliveriesOf(IReadOnlyList<NewNotification> notifications)
    {
        var count = 0;
        for (var i = 0; i < notifications.Count; i++)
        {
            count += notifications[i].Deliveries.Count;
        }

        var deliveries = new NewDelivery[count];
        var next = 0;
        for (var i = 0; i < notifications.Count; i++)
        {
            var own = notifications[i].Deliveries;
            for (var d = 0; d < own.Count; d++)
            {
                deliveries[next++] = own[d];
            }
        }

        return deliveries;
    }

    public T[] Column<T>(Converter<NewDelivery, T> value) => Array.ConvertAll(Deliveries, value);

    /// <summary>A column most batches have nothing in; null then, which is cheaper than so many nulls.</summary>
    public T[]? ColumnIfAny<T>(Converter<NewDelivery, T> value)
    {
        foreach (var delivery in Deliveries)
        {
            if (value(delivery) is not null)
            {
                return Column(value);
            }
        }

        return null;
    }

    /// <summary>The answers, with the keys that others have.</summary>
    public EnqueueResult[] Answer(IReadOnlyDictionary<int, (Guid NotificationId, long ContentHash)> refused)
    {
        var results = new EnqueueResult[_notifications.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var notification = _notifications[i];
            var number = _keyNumbers[i];
            if (number == 0)
            {
                results[i] = new EnqueueResult(notification.Id, false, false);
                continue;
            }

            var first = _notifications[_keyed[number - 1]];
            var isRefused = refused.TryGetValue(number, out var other);
            var (id, hash) = isRefused ? other : (first.Id, first.ContentHash);
            var isDuplicate = isRefused || OwnerOf(i) < 0;
            results[i] = new EnqueueResult(id, isDuplicate, isDuplicate && hash != notification.ContentHash);
        }

        return results;
    }

    private static Dictionary<int, string> FlowsOf(NewDelivery[] deliveries, int[] flowIds)
    {
        var flows = new Dictionary<int, string>();
        for (var i = 0; i < flowIds.Length; i++)
        {
            // Deliveries queued together mostly share their flow.
            if ((i == 0 || flowIds[i] != flowIds[i - 1]) && !flows.ContainsKey(flowIds[i]))
            {
                flows.Add(flowIds[i], NameOf(deliveries[i].Flow));
            }
        }

        return flows;
    }

    // As function enqueue writes it.
    private static string NameOf(FlowKey flow) => string.Create(
        CultureInfo.InvariantCulture, $"{flow.Tenant}\u001f{flow.Channel.Name}\u001f{flow.Account}\u001f{flow.Domain}\u001f{flow.Template}\u001f{(short)flow.Priority}");

    private static (int[] Keyed, int[] Numbers) TakeKeys(IReadOnlyList<NewNotification> notifications)
    {
        var sorted = new int[notifications.Count];
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (notifications[i].IdempotencyKey is not null)
            {
                sorted[count++] = i;
            }
        }

        sorted.AsSpan(0, count).Sort((one, other) => Compare(notifications[one], notifications[other]) is not 0 and var order ? order : one.CompareTo(other));
        var numbers = new int[notifications.Count];
        var taken = 0;
        for (var i = 0; i < count; i++)
        {
            if (taken == 0 || Compare(notifications[sorted[taken - 1]], notifications[sorted[i]]) != 0)
            {
                sorted[taken++] = sorted[i];
            }

            numbers[sorted[i]] = taken;
        }

        return (sorted[..taken], numbers);
    }

    private static int Compare(NewNotification one, NewNotification other) => string.CompareOrdinal(one.Tenant, other.Tenant) is not 0 and var byTenant
        ? byTenant
        : string.CompareOrdinal(one.IdempotencyKey, other.IdempotencyKey);

    private int OwnerOf(int index)
    {
        var number = _keyNumbers[index];
        return number == 0 || _keyed[number - 1] == index ? number : -1;
    }
}
