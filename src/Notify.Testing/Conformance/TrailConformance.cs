using System.Text;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What the audit trail promises: every step, found by each of its keys, and nothing personal in it.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class TrailConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Secret = "Aline owes RWF 12 and is at +250788999111";

    [Fact]
    public async Task Trail_tells_a_life_oldest_first()
    {
        var id = await LifeAsync();

        var trail = await Work.TrailAsync(id);

        Assert.Equal(["queued", "claimed", "deferred", "claimed", "sending", "sent", "delivered", "read"], trail.Select(e => e.Event));
        Assert.Equal(trail.Select(e => e.At).Order(), trail.Select(e => e.At));
        Assert.All(trail, e => Assert.Equal((Work.Tenant, id), (e.Tenant, e.DeliveryId)));
    }

    [Fact]
    public async Task Trail_is_found_by_each_of_its_keys()
    {
        var id = await LifeAsync();
        await Work.QueueAsync(change: d => d with { CorrelationId = "order-43" });
        var record = await Work.RecordAsync(id);

        var byNotification = await Work.TrailAsync(id);
        var byCorrelation = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { CorrelationId = "order-42" }, default);
        var byContact = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = record.ContactId }, default);

        Assert.Equal(byNotification, byCorrelation);
        Assert.Equal(byNotification, byContact.Where(e => e.DeliveryId == id));
        Assert.Equal(byNotification.Count + 1, byContact.Count);
    }

    [Fact]
    public async Task Trail_of_a_notification_holds_all_its_deliveries()
    {
        var notification = await Work.NewAsync();
        var first = notification.Deliveries[0];
        var second = first with { Id = Ids.Delivery(notification.Id, 2) };
        await Store.Queue.EnqueueAsync([notification with { Deliveries = [first, second] }], null, default);

        var trail = await Work.TrailAsync(first.Id);

        Assert.Equal([first.Id, second.Id], trail.Select(e => e.DeliveryId!.Value).Order());
    }

    [Fact]
    public async Task Trail_of_a_contact_holds_what_the_person_decided()
    {
        var contact = await Work.ContactAsync();
        await Work.OptOutAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.OptInAsync();

        var trail = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact.Id }, default);

        Assert.Equal(["opted_out", "opted_in"], trail.Select(e => e.Event));
        Assert.All(trail, e => Assert.Equal((contact.Id, Work.Tenant, null, "contact"), (e.ContactId, e.Tenant, e.DeliveryId, e.By)));
        Assert.Equal("asked to stop", trail[0].Reason);
    }

    [Fact]
    public async Task Trail_of_nothing_is_empty()
    {
        Assert.Empty(await Work.TrailAsync(Guid.NewGuid()));
        Assert.Empty(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { CorrelationId = "none" }, default));
        Assert.Empty(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = Guid.NewGuid() }, default));
    }

    [Fact]
    public async Task Trail_and_records_hold_no_payload_and_no_address()
    {
        var id = await LifeAsync();
        var contact = (await Work.RecordAsync(id)).ContactId;
        await Work.OptOutAsync();

        var trail = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact }, default);
        var page = await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 10, null, default);

        Assert.NotEmpty(trail);
        Assert.All(trail, e => AssertNothingPersonal(e.ToString()));
        Assert.All(page.Deliveries, d => AssertNothingPersonal(d.ToString()));
    }

    private static void AssertNothingPersonal(string text)
    {
        Assert.DoesNotContain("Aline", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RWF", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+250788", text, StringComparison.Ordinal);
    }

    private async Task<Guid> LifeAsync()
    {
        var step = TimeSpan.FromSeconds(1);
        var id = await Work.QueueAsync(change: d => d with { CorrelationId = "order-42", Payload = Encoding.UTF8.GetBytes(Secret) });
        await Work.AdvanceAsync(step);
        var batch = await Work.ClaimAsync();
        await Work.SettleAsync(batch.Lease, Settlement.Defer(id, Work.Now + step, Reasons.RateLimit));
        await Work.AdvanceAsync(step);
        var sending = await Work.SendAsync(id);
        await Work.SettleAsync(sending.Lease, Settlement.Sent(id, sending.Send, "wamid.1"));
        await Work.AdvanceAsync(step);
        await Work.ReceiveAsync(id, sending.Send, ReceiptStatus.Delivered);
        await Work.AdvanceAsync(step);
        await Work.ReceiveAsync(id, sending.Send, ReceiptStatus.Read);
        return id;
    }
}
