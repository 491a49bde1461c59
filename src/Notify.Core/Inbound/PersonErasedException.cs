namespace Notify.Inbound;

/// <summary>Ends the run of a message whose person was erased meanwhile: nothing is to be kept of it.</summary>
internal sealed class PersonErasedException() : InvalidOperationException("The person was erased while their message was handled; nothing is kept of it.");
