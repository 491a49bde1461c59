using System.CommandLine;
using Notify.Bench;
using Notify.Bench.Ceiling;
using Notify.Bench.Comparing;
using Notify.Bench.Crashing;
using Notify.Bench.Draining;
using Notify.Bench.Receiving;
using Notify.Bench.Segmenting;

var root = new RootCommand("Measures Notify. Every command prints one line of JSON last.")
{
    DrainCommand.Create(),
    StreamCommand.Create(),
    CeilingCommand.Create(),
    CompareCommand.Create(),
    CrashCommand.Create(),
    SegmentsCommand.Create(),
    WebhookCommand.Create(),
    WorkCommand.Create(),
    CrashWorkCommand.Create(),
    WebhookHostCommand.Create(),
    PostCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
