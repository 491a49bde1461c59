using System.Globalization;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Meta.Journals;

/// <summary>Opens a journal: reads what is there and cuts off a last line that a crash left half written.</summary>
internal static class JournalFile
{
    public static FileStream Open(string path, out JournalState state)
    {
        // Not shared: two emulators on one file would mix their lines.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            state = new JournalState();
            var end = Read(file, state, Path.GetFileName(path));
            file.SetLength(end);
            file.Position = end;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static long Read(FileStream file, JournalState state, string name)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var end = 0L;
        var number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            var next = end + Encoding.UTF8.GetByteCount(text) + 1;
            if (next > file.Length)
            {
                break;
            }

            state.Apply(Parse(text, name, number));
            end = next;
        }

        return end;
    }

    private static JournalLine Parse(string text, string name, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EmulatorJson.Default.JournalLine) ?? new JournalLine();
        }
        catch (JsonException problem)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{name}, line {number}, is damaged: {problem.Message} Repair or delete the file."), problem);
        }
    }
}
