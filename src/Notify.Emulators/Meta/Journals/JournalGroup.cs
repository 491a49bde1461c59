using System.Buffers;
using Notify.Emulators.Meta.Accepting;

namespace Notify.Emulators.Meta.Journals;

/// <summary>Lines that reach the disk together.</summary>
internal sealed class JournalGroup
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ArrayBufferWriter<byte> Bytes { get; } = new();

    public List<AcceptedEntry> Entries { get; } = [];

    public bool Awaited { get; set; }

    public Task Written => _written.Task;

    public void Complete() => _written.TrySetResult();

    public void Fail(Exception problem) => _written.TrySetException(problem);
}
