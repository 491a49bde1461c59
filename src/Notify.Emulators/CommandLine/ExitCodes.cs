namespace Notify.Emulators.CommandLine;

internal static class ExitCodes
{
    public const int Done = 0;
    public const int CannotStart = 1;
    public const int WrongArguments = 2;
}
