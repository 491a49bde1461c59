using Notify.Emulators.CommandLine;

return await EmulatorProcess.RunAsync(EmulatorArguments.Parse(args)).ConfigureAwait(false);
