using Notify.Conversations;

namespace Notify.Core.Tests.Support;

/// <summary>An app whose provider takes free text only within a day of what the person wrote last.</summary>
internal static class WindowApp
{
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static TestApp Create(Action<INotifyBuilder>? configure = null, Action<IServiceCollection>? register = null) =>
        TestApp.Create(configure, sender: new ScriptedSender { ServiceWindow = Day }, register: register);

    /// <summary>Free text, with a template for where it may not go.</summary>
    public static Notification Note() => new(A.Number, new TextMessage("Hello")) { WindowTemplate = "news", Variables = { ["name"] = "Aline" } };

    public static async Task<WindowKey> KeyAsync(TestApp app, Channel? channel = null, string? account = null)
    {
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences());
        var contact = await app.Contacts.FindAsync("default", A.Number);
        return new WindowKey(contact!.Id, channel ?? app.Sender.Channel, account ?? app.Sender.Account);
    }

    /// <summary>As if the person had written now.</summary>
    public static async Task OpenAsync(TestApp app, Channel? channel = null, string? account = null) =>
        await app.Store.Windows.OpenAsync([new WindowOpening(await KeyAsync(app, channel, account))], default);
}
