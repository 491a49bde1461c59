using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Notify.Emulators.Meta;

namespace Notify.Emulators.CommandLine;

/// <summary>Runs an emulator until it is told to stop.</summary>
internal static class EmulatorProcess
{
    public static async Task<int> RunAsync(EmulatorArguments arguments)
    {
        if (arguments.Options is not { } options)
        {
            await (arguments.Help ? Console.Out : Console.Error).WriteLineAsync(
                arguments.Help ? EmulatorArguments.Usage : $"{arguments.Problem}{Environment.NewLine}{EmulatorArguments.Usage}").ConfigureAwait(false);
            return arguments.Help ? ExitCodes.Done : ExitCodes.WrongArguments;
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var logs = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        try
        {
            var emulator = await MetaEmulator.StartAsync(options with { LoggerFactory = logs }).ConfigureAwait(false);
            await using (emulator.ConfigureAwait(false))
            {
                var address = emulator.BaseAddress.GetLeftPart(UriPartial.Authority);
                await Console.Out.WriteLineAsync($"Notify emulator (Meta) listening on {address}").ConfigureAwait(false);
                // A line of its own: programs that start this one read the address off the end of the first.
                await Console.Out.WriteLineAsync($"Meta's WhatsApp API and MTN's SMS API are both there; the phone page is {address}/phone").ConfigureAwait(false);
                await Console.Out.FlushAsync().ConfigureAwait(false);
                await Task.WhenAny(stop.Task, arguments.UntilInputEnds ? InputEndAsync() : stop.Task).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The emulator cannot start: {problem.Message}").ConfigureAwait(false);
            return ExitCodes.CannotStart;
        }

        static Task InputEndAsync() => Task.Run(() => Console.OpenStandardInput().CopyToAsync(Stream.Null));

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }
}
