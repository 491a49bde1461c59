using Notify.EndToEnd.Tests.Processes;
using Notify.PrivateServers;
using Notify.Sample.Worker.Hosting;

namespace Notify.EndToEnd.Tests.Hosting;

public sealed class RunSchemaTests
{
    [Fact]
    public async Task OpenAsync_takes_the_next_free_name_and_leaves_no_error_in_the_log_of_the_server()
    {
        await using var server = await PrivatePostgres.CreateAsync();

        (await OpenAsync(server)).Should().Be("notify");
        (await OpenAsync(server)).Should().Be("notify_2");

        await server.StopAsync();
        (await File.ReadAllTextAsync(server.LogFile)).Should().Contain("shut down").And.NotContain("ERROR");
    }

    private static async Task<string> OpenAsync(PrivatePostgres server)
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        return await RunSchema.OpenAsync(new RunOptions { DataFolder = workspace.Data, UsesPostgres = true, Connection = server.ConnectionString }, CancellationToken.None);
    }
}
