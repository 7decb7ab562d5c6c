//! As much of GitHub's server as comments on a pull request need.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

/// A comment: who wrote it, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) author: String,
    pub(crate) body: String,
}

/// A server that keeps the comments of pull request 7; ids are their places.
#[derive(Clone)]
pub(crate) struct Forge {
    comments: Arc<Mutex<Vec<Comment>>>,
    address: String,
}

/// The token that may comment.
pub(crate) const TOKEN: &str = "a-token-that-writes";
/// The token of a pull request from a fork.
pub(crate) const READ_ONLY: &str = "a-token-that-reads";

const BOT: &str = "github-actions[bot]";

impl Forge {
    /// Serves `comments` until the process ends.
    pub(crate) fn with(comments: Vec<Comment>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let forge = Self { comments: Arc::new(Mutex::new(comments)), address };
        let served = forge.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                served.answer(stream);
            }
        });
        forge
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn comments(&self) -> Vec<Comment> {
        self.comments.lock().unwrap().clone()
    }

    fn answer(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream);
        let (mut head, mut line) = (Vec::new(), String::new());
        while reader.read_line(&mut line).unwrap() > 2 {
            head.push(line.trim().to_owned());
            line.clear();
        }
        let header = |name: &str| {
            let mut found = head.iter().filter_map(|line| line.split_once(": "));
            found.find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
        };
        let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
        reader.read_exact(&mut body).unwrap();
        let token = header("authorization").strip_prefix("Bearer ").unwrap_or("");
        let (status, answer) = self.answered(&head[0], token, &body);
        let answer = answer.to_string();
        let _ = write!(
            reader.get_mut(),
            "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
            answer.len()
        );
    }

    fn answered(&self, request: &str, token: &str, body: &[u8]) -> (u16, Value) {
        let mut words = request.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        if ![TOKEN, READ_ONLY].contains(&token) {
            return (401, json!({}));
        }
        if method != "GET" && token != TOKEN {
            return (403, json!({}));
        }
        let mut comments = self.comments.lock().unwrap();
        let said = || serde_json::from_slice::<Value>(body).unwrap()["body"].as_str().unwrap().to_owned();
        let list = "/repos/docs/site/issues/7/comments";
        let one = path.strip_prefix("/repos/docs/site/issues/comments/").and_then(|id| id.parse::<usize>().ok());
        match (method, one) {
            ("GET", None) if path.starts_with(&format!("{list}?per_page=100&page=")) => {
                let page: usize = path.rsplit('=').next().unwrap().parse().unwrap();
                let page = comments.iter().enumerate().skip((page - 1) * 100).take(100);
                (200, page.map(|(id, comment)| json!({"id": id, "body": comment.body})).collect())
            }
            ("POST", None) if path == list => {
                comments.push(Comment { author: BOT.to_owned(), body: said() });
                (201, json!({}))
            }
            ("PATCH", Some(id)) if comments[id].author == BOT => {
                comments[id].body = said();
                (200, json!({}))
            }
            ("PATCH", Some(_)) => (403, json!({})),
            _ => (404, json!({})),
        }
    }
}
