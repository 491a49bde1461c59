using System.CommandLine;
using Notify.Bench;
using Notify.Bench.Draining;

var root = new RootCommand("Measures Notify. Every command prints one line of JSON last.")
{
    DrainCommand.Create(),
    StreamCommand.Create(),
    WorkCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
