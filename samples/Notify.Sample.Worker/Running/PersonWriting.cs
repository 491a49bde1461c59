using Microsoft.Extensions.Configuration;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Sample.Worker.Emulation;
using Notify.Sample.Worker.Hosting;

namespace Notify.Sample.Worker.Running;

/// <summary>Lets the person of a line write to the main account, so that they may be sent free text for 24 hours.</summary>
internal sealed class PersonWriting(EmulatorClient emulator, IContacts contacts, IConversationWindows windows, IConfiguration configuration)
{
    private readonly string _number = SampleHost.WhatsAppAccount(configuration).PhoneNumberId;

    public async Task WriteAsync(string tenant, string recipient, string text, CancellationToken cancellationToken)
    {
        var person = (await contacts.FindAsync(tenant, recipient, cancellationToken))!;
        await emulator.WriteAsync(person.Address.Value, _number, text, cancellationToken);

        // Its webhook would do it too, but perhaps after the line was worked on.
        var key = new WindowKey(person.Id, Channel.WhatsApp, SampleHost.MainAccount);
        await windows.OpenAsync([new WindowOpening(key)], cancellationToken);
    }
}
