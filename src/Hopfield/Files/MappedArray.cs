using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Hopfield;

/// <summary>An array that stays in its file: the operating system brings in the pages that are read, and drops them again when memory is short.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>
/// <para>Made by <see cref="NpyFile.Map{T}(string, Range?)"/>. Opening copies and reads nothing, so an array may be larger than the memory.
/// The file must not change while it is mapped.</para>
/// <para>Dispose it after the last use of <see cref="Values"/>, and of what was built on them; from then on they throw
/// <see cref="ObjectDisposedException"/>. Whatever the engine computes from it keeps the file until it ends; spans taken before must not be used
/// any more. An array that nobody refers to any longer lets its file go after a garbage collection.</para>
/// </remarks>
public sealed class MappedArray<T> : IDisposable
    where T : unmanaged
{
    private readonly View _view;

    internal MappedArray(string path, IReadOnlyList<int> shape, long offset, int count)
    {
        Shape = [.. shape];
        _view = new View(path, offset, count);
    }

    /// <summary>The extent of each axis; the last one runs fastest.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>All elements in row-major order, read-only, where they are in the file.</summary>
    public ReadOnlyMemory<T> Values => _view.Memory;

    /// <summary>Lets the file go as soon as no update is under way. More than one call does no harm.</summary>
    public void Dispose() => ((IDisposable)_view).Dispose();

    private sealed unsafe class View : MemoryManager<T>
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _accessor;
        private readonly T* _first;
        private readonly int _count;
        private int _closed;

        public View(string path, long offset, int count)
        {
            _count = count;
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            _accessor = _file.CreateViewAccessor(offset, (long)count * sizeof(T), MemoryMappedFileAccess.Read);
            // The address alone, without a claim on the handle: it lets go once it is disposed or collected and no pin is left. Views begin on a
            // page; the offset leads from there to the first element.
            _first = (T*)((byte*)_accessor.SafeMemoryMappedViewHandle.DangerousGetHandle() + _accessor.PointerOffset);
        }

        public override Span<T> GetSpan()
        {
            ObjectDisposedException.ThrowIf(_closed != 0, typeof(MappedArray<T>));
            return new Span<T>(_first, _count);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, _count);
            ObjectDisposedException.ThrowIf(_closed != 0, typeof(MappedArray<T>));
            bool held = false;
            _accessor.SafeMemoryMappedViewHandle.DangerousAddRef(ref held);
            return new MemoryHandle(_first + elementIndex, pinnable: this);
        }

        public override void Unpin() => _accessor.SafeMemoryMappedViewHandle.DangerousRelease();

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _closed, 1) != 0) return;
            _accessor.Dispose();
            _file.Dispose();
        }
    }
}
