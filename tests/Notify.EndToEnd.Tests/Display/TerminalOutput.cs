using System.Text;
using Spectre.Console;

namespace Notify.EndToEnd.Tests.Display;

/// <summary>A terminal, or a file, of a size of its own, and what was written to it.</summary>
internal sealed class TerminalOutput(int width, int height, bool isTerminal) : IAnsiConsoleOutput
{
    public TextWriter Writer { get; } = new StringWriter();

    public bool IsTerminal => isTerminal;

    public int Width => width;

    public int Height => height;

    public IReadOnlyList<string> Lines => Writer.ToString()!.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = this });

    public void SetEncoding(Encoding encoding)
    {
    }
}
