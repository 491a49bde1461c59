using System.CommandLine;
using Notify.Bench;

var root = new RootCommand("Measures Notify. Every command prints one line of JSON last.")
{
    DrainCommand.Create(),
    StreamCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
