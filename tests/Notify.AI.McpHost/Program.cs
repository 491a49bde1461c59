using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify;
using Notify.Testing;

// An MCP server for the tests: a store, two channels that send nothing, the tools, and a console that is written to where no protocol may be disturbed.
// Arguments: the database, the store's time, then settings such as --AgentTools:Tenants:default:Tools:0=send_sms.
var now = DateTimeOffset.Parse(args[1], CultureInfo.InvariantCulture);
var builder = Host.CreateApplicationBuilder();
builder.Configuration.AddCommandLine(args[2..]);
builder.Logging.SetMinimumLevel(LogLevel.Debug);
builder.Services.AddNotify(notify => notify
    .UseSqlite(o => (o.Path, o.Now) = (args[0], () => now))
    .AddSender(new ScriptedSender(Channel.WhatsApp))
    .AddSender(new ScriptedSender(Channel.Sms))
    .ConfigureRateLimit(o => o.Limit = 1)
    .AddAgentTools(builder.Configuration.GetSection("AgentTools"))
    .AddMcpServer("default"));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("This line is no protocol.");
await host.WaitForShutdownAsync();
