namespace Notify.Emulators.Meta.Hosting;

internal sealed record PendingReport(int Pending);
