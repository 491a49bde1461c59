using System.Text.Json.Nodes;
using Notify.Sessions;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <content>Sessions.</content>
internal sealed partial class Work
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A person's session, as if something happened now.</summary>
    public async Task<Session> SessionAsync(string number = "+250788000001", string tenant = Tenant, Channel? channel = null, TimeSpan? lifetime = null, DateTimeOffset? since = null)
    {
        var contact = await ContactAsync(number, tenant);
        var opening = new SessionOpening(Guid.CreateVersion7(Now), tenant, contact.Id, channel ?? Channel.WhatsApp, lifetime ?? Day) { Since = since };
        return (await Store.Sessions.OpenAsync(opening, default))!;
    }

    public async Task<Session?> FindSessionAsync(Guid id) => (await Store.Sessions.GetAsync([id], default)).GetValueOrDefault(id);

    /// <summary>Changes a session and expects that it is changed.</summary>
    public async Task<Session> ChangeAsync(SessionChange change)
    {
        var result = await Store.Sessions.ChangeAsync(change, default);
        Assert.Equal(SessionChangeStatus.Changed, result.Status);
        return result.Session!;
    }

    public Task<Session> MergeAsync(Guid id, string json) => ChangeAsync(new SessionChange(id) { Values = Object(json) });

    public static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
