using Notify.Emulators.CommandLine;

return await EmulatorProcess.RunAsync(EmulatorArguments.Parse(args)).ConfigureAwait(false);

// An app that references the package has a Program of its own.
internal partial class Program;
