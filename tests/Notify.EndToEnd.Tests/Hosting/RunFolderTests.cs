using Notify.EndToEnd.Tests.Processes;
using Notify.Sample.Worker.Hosting;

namespace Notify.EndToEnd.Tests.Hosting;

public sealed class RunFolderTests : IDisposable
{
    private const int CouldNotStart = 2;

    private readonly Workspace _workspace = new();

    public RunFolderTests() => Directory.CreateDirectory(_workspace.Data);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("worker.log", "", CouldNotStart, false)]
    [InlineData("input", "a path", CouldNotStart, false)]
    [InlineData("worker.log", "why it failed", CouldNotStart, true)]
    [InlineData("notify.db", "", CouldNotStart, true)]
    [InlineData("worker.log", "", 0, true)]
    public void Leave_removes_a_folder_of_its_own_in_which_nothing_is_of_use(string file, string content, int exitCode, bool stays)
    {
        File.WriteAllText(Path.Combine(_workspace.Data, file), content);

        RunFolder.Leave(new RunOptions { DataFolder = _workspace.Data, HasOwnFolder = true }, exitCode);

        Directory.Exists(_workspace.Data).Should().Be(stays);
    }

    [Fact]
    public void Leave_never_removes_a_folder_that_was_given()
    {
        RunFolder.Leave(new RunOptions { DataFolder = _workspace.Data }, CouldNotStart);

        Directory.Exists(_workspace.Data).Should().BeTrue();
    }
}
