using Notify.EndToEnd.Tests.Killing;
using Notify.EndToEnd.Tests.Sessions;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>This assembly as a program of its own, for a test host needs no entry point: the first argument says what it does.</summary>
internal static class ChildProgram
{
    public const string Assembly = "Notify.EndToEnd.Tests.dll";
    public const string Write = "write";
    public const string Answer = "answer";

    public static Task Main(string[] arguments) => arguments[0] switch
    {
        Write => SessionWriter.RunAsync(arguments[1..]),
        Answer => AnsweringWorker.RunAsync(arguments[1..]),
        _ => throw new ArgumentException($"Says neither {Write} nor {Answer}.", nameof(arguments)),
    };
}
