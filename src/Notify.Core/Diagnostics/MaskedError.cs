namespace Notify.Diagnostics;

/// <summary>An exception as it may be logged: whole, with its stack, and every long number masked. Written only if the event is.</summary>
internal readonly struct MaskedError(Exception exception)
{
    public override string ToString() => Mask.Text(exception.ToString());
}
