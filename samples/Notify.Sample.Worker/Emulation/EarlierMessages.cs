using System.Globalization;
using Notify.Sample.Worker.Hosting;

namespace Notify.Sample.Worker.Emulation;

/// <summary>
/// What an emulator that ran already took of others before the run began: no line of this run. The data folder keeps how far that was, for <c>--resume</c>,
/// where everything after it counts.
/// </summary>
internal static class EarlierMessages
{
    /// <summary>The place of the last of them in the emulator's list; 0 for none.</summary>
    public static async Task<long> LastAsync(RunOptions options, Uri emulator, CancellationToken cancellationToken)
    {
        if (options.HoldsRun)
        {
            return DataFile.Read(options.AcceptedBeforeFile) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;
        }

        using var client = new EmulatorClient(emulator);
        var last = await client.LastAsync(cancellationToken);
        await DataFile.WriteAsync(options.AcceptedBeforeFile, last.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return last;
    }
}
