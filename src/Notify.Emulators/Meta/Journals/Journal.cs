using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Meta.Journals;

/// <summary>
/// Appends lines to a file. One loop writes whatever gathered while it wrote before, so the disk is flushed once for many messages.
/// Messages enter the list only after the flush, in the order of the file.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly FileStream _file;
    private readonly AcceptedList _list;
    private readonly Task _loop;
    private JournalGroup _group = new();
    private Exception? _broken;

    /// <summary>Takes over the file, positioned where the next line goes.</summary>
    public Journal(FileStream file, AcceptedList list)
    {
        _file = file;
        _list = list;
        _loop = Task.Run(WriteAsync);
    }

    /// <summary>Appends a line; the task ends when it is on the disk and <paramref name="entry"/>, if any, is in the list.</summary>
    public Task AppendAsync(JournalLine line, AcceptedEntry? entry = null)
    {
        Task written;
        lock (_gate)
        {
            Put(line);
            if (entry is not null)
            {
                _group.Entries.Add(entry);
            }

            _group.Awaited = true;
            written = _group.Written;
        }

        _wake.Writer.TryWrite(true);
        return written;
    }

    /// <summary>Appends a line that may be lost in a crash.</summary>
    public void AppendLazily(JournalLine line)
    {
        lock (_gate)
        {
            Put(line);
        }

        _wake.Writer.TryWrite(true);
    }

    public async ValueTask DisposeAsync()
    {
        _wake.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private void Put(JournalLine line)
    {
        using (var json = new Utf8JsonWriter(_group.Bytes))
        {
            JsonSerializer.Serialize(json, line, EmulatorJson.Default.JournalLine);
        }

        _group.Bytes.Write("\n"u8);
    }

    private async Task WriteAsync()
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            Flush();
        }

        Flush();
    }

    private void Flush()
    {
        JournalGroup group;
        lock (_gate)
        {
            (group, _group) = (_group, new JournalGroup());
        }

        if (_broken is not null)
        {
            group.Fail(_broken);
            return;
        }

        try
        {
            _file.Write(group.Bytes.WrittenSpan);
            _file.Flush(flushToDisk: group.Awaited);
            _list.Add(CollectionsMarshal.AsSpan(group.Entries));
            group.Complete();
        }
        catch (Exception problem)
        {
            // Whoever waits gets the problem and answers with a server error. Nothing more is written behind what may be half a line.
            _broken = problem;
            group.Fail(problem);
        }
    }
}
