using System.CommandLine;

namespace Notify.Bench;

/// <summary>Options that say where a run keeps its data.</summary>
internal static class StorageOptions
{
    public static Option<string> Storage()
    {
        var storage = new Option<string>("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" };
        storage.AcceptOnlyFromAmong("sqlite", "postgres");
        return storage;
    }

    public static Option<string?> Connection() =>
        new("--connection") { Description = "PostgreSQL: a database to make new schemas in; default is a private server started for the run" };

    /// <summary>Refuses options that mean something for PostgreSQL only.</summary>
    public static void NeedPostgres(Command command, Option<string> storage, params Option[] options) => command.Validators.Add(result =>
    {
        if (result.GetValue(storage) != "postgres")
        {
            foreach (var option in options.Where(o => result.GetResult(o) is { Implicit: false }))
            {
                result.AddError($"{option.Name} goes with --storage postgres.");
            }
        }
    });
}
