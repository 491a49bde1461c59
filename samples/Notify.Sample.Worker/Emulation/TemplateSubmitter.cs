using Microsoft.Extensions.Options;
using Notify.Sample.Worker.Hosting;
using Notify.Templates;
using Notify.WhatsApp;

namespace Notify.Sample.Worker.Emulation;

/// <summary>Creates the catalogue's templates at the provider, as one would do once at Meta.</summary>
internal sealed class TemplateSubmitter(ITemplateStore templates, IOptionsMonitor<WhatsAppOptions> accounts, EmulatorClient emulator)
{
    public async Task SubmitAsync(CancellationToken cancellationToken)
    {
        var account = accounts.Get(SampleHost.MainAccount);
        var catalogue = await templates.LoadAsync(cancellationToken);
        foreach (var template in catalogue.Templates)
        {
            if (template is { Content.ProviderName: not null, IsActive: true, Status: ApprovalStatus.Approved })
            {
                await emulator.CreateTemplateAsync(TemplateSubmission.Write(template), account, cancellationToken);
            }
        }
    }
}
