namespace Notify.AI.Tests.Replies;

/// <summary>What must outlive the process does, in a store that does.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-ai-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Talk_budget_and_hand_over_are_kept()
    {
        await using (var before = Rig())
        {
            before.Chat.Say("We are open from 8 to 5.");
            await before.WriteAsync("When are you open?");
            await before.WriteAsync("agent", "+250788000002");
        }

        await using (var after = Rig(firstMessage: 10))
        {
            await after.WriteAsync("On Sundays too?");
            await after.WriteAsync("Hello?", "+250788000002");
            await after.WriteAsync("Hello", "+250788000003");

            after.Chat.Asked.Should().ContainSingle("one talk is handed over, and of the two calls a day one was made before").Which.Skip(1)
                .Select(m => m.Text).Should().Equal("When are you open?", "We are open from 8 to 5.", "On Sundays too?");
            after.Sent.Should().Equal("Yes.", "Sorry, we cannot answer right now. Please try again later.");
        }
    }

    private AiRig Rig(int firstMessage = 0) =>
        new(o => o.MaxRepliesPerDay = 2, database: Path.Combine(_folder.FullName, "notify.db")) { Messages = firstMessage };
}
