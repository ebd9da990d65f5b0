//! The door as a stranger, a member and a thief meet it.

mod carried;
mod factors;
mod house;
mod invited;
mod sessions;
mod sign_in;
