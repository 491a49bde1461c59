using System.CommandLine;

namespace Notify.Bench.Receiving;

/// <summary><c>webhook-post</c>: the process that posts, as a provider would be.</summary>
internal static class PostCommand
{
    public const string Name = "webhook-post";

    public static Command Create()
    {
        var command = new Command(Name, "A posting process that another command starts.") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        using var poster = new Poster(Report.Read<PostOrder>((await Console.In.ReadLineAsync())!), Console.WriteLine);
        Report.Print(await poster.RunAsync());
    }
}
