namespace Notify.Sample.Worker.Emulation;

/// <summary>An emulator that runs already was started in a way that does not go with this run; the message says how to mend it.</summary>
internal sealed class UnfitEmulatorException(string message) : Exception(message);
