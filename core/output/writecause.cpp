// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/writecause.h"

#include <cerrno>
#include <new>
#include <system_error>

namespace mxlens {

std::string writeCause(int number)
{
    switch (number) {
    case ENOSPC:
        return "the disk is full: free some space or choose another folder";
#ifdef EDQUOT
    case EDQUOT:
        return "the disk quota is used up: free some space or choose another folder";
#endif
    case EFBIG:
        return "the file would grow past the limit on file sizes: choose fewer rows or raise the "
               "limit";
    case EACCES:
    case EPERM:
        return "writing is not permitted: choose another folder or change its permissions";
    case EROFS:
        return "the disk is read-only: choose another folder";
    case ENOENT:
        return "the folder does not exist: create it or choose another";
    case ENOTDIR:
        return "a part of the path is not a folder: choose another folder";
    case EISDIR:
        return "it is a folder: give the name of a file in it";
    case ENAMETOOLONG:
        return "the name is too long: choose a shorter one";
    case ELOOP:
        return "symbolic links lead in a circle: choose another name";
    case ENOMEM:
        return "there is not enough memory: close other programs or read less at once";
    case EIO:
        return "the disk reports an error: choose another folder";
    default:
        return std::generic_category().message(number) + ": choose another folder";
    }
}

Result<std::size_t> withinMemory(
    const std::string& path, const std::function<Result<std::size_t>()>& write)
{
    try {
        return write();
    } catch (const std::bad_alloc&) {
        return Error{ ErrorCode::OutOfMemory, path, {}, {} };
    }
}

} // namespace mxlens
