namespace Notify.Emulators.Meta.Magic;

internal enum DropPoint
{
    Never,
    BeforeAccepting,
    AfterAccepting,
}
